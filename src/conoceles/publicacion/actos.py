"""Qué retira de lo ya publicado cada acto de la bitácora: todo lo de la persona, su identidad o nada.

Un acto que no esté aquí no retira nada, y `tests/publicacion/test_actos.py` no deja que el código escriba uno que falte.
"""

from __future__ import annotations

RETIRAN_TODO = frozenset({"suprimida"})  # plan §12: venció el plazo de conservación
RETIRAN_IDENTIDAD = frozenset(
    {
        "consentimiento_revocado",
        "consentimiento_reducido",
        "revocacion_repetida",  # tras restaurar, lo que se había retirado después de la copia
        "identidad_suprimida",  # artículo 46 de la ley de datos: canceló lo suyo y sigue en la contienda
        "supresion_repetida",  # tras restaurar; si además concluyó, el calendario vuelve a asentar «suprimida»
    }
)
NO_RETIRAN = frozenset(
    {
        # del padrón y del ciclo de la candidatura
        "candidatura_registrada", "candidatura_actualizada", "padron_importado", "habilitada", "aviso_leido",
        "captura_empezada", "borrador_guardado", "fotografia_guardada", "enviada", "plazo_vencido", "recordatorio",
        "revision_iniciada", "observada", "validada", "publicada", "curricular_importado", "ajuste_pedido",
        "ajuste_aplicado", "ajuste_declinado", "correccion_oficial", "responsable_cambiado", "sustituida",
        "cancelada", "renuncia_registrada", "conclusion_repetida", "restituida", "bloqueada", "cerrada",
        "proceso_cerrado", "reabierta", "proceso_reabierto", "cierre_anunciado", "persona_invitada", "invitacion_retirada", "identidad_liberada", "parte_lista",
        "seccion_oculta", "seccion_mostrada", "retencion_abierta", "retencion_levantada", "orden_repetida",
        # de la identidad
        "identidad_leida", "identidad_sellada", "identidad_descartada", "identidad_sin_enviar_descartada",
        "identidad_reabierta", "identidad_cambiada", "identidad_bloqueada", "identidad_desbloqueada",
        "consentimiento_registrado", "formato_recibido", "formato_consultado", "formato_aceptado",
        "formato_rechazado", "conteos_agregados", "extracto_entregado", "arco", "acceso_a_datos",
        # de la evaluación
        "evaluacion_tomada", "evaluacion_propuesta", "evaluacion_cerrada", "evaluacion_resuelta",
        "evaluacion_concluida",
        # de lo que se entrega y de lo que acompaña
        "informe_generado", "informe_aprobado", "informe_enviado", "informe_acusado", "aviso_de_cambio_creado",
        "actividad_anotada", "liberacion_anotada", "caso_no_previsto_anotado", "entregable_avanzado",
        "expediente_de_omision_emitido", "expedientes_de_omision_emitidos", "ayuda_pedida", "ayuda_contestada",
        "capacitacion_registrada", "asistencia_anotada", "asistencia_retirada", "lista_firmada",
        "vulneracion_registrada", "vulneracion_avisada", "vulneracion_seguida",
        # de la elección, las cuentas y el correo
        "proceso_cargado", "definicion_enmendada", "definicion_exportada", "cuenta_creada",
        "cuenta_dada_de_baja", "persona_designada", "enlace_emitido", "acceso_acusado", "contrasena_recuperada",
        "recuperacion_ordenada", "correo_cambiado", "factor_activado", "factor_quitado", "factor_restablecido",
        "entrada", "entrada_fallida", "entrada_detenida", "factor_fallido", "acceso_negado", "correo_encolado", "correo_reenviado", "correo_enviado", "correo_fallido",
        "correo_rebotado",
        # de la instalación
        "instalacion_comprobada",
        # del reloj
        "calendario_frenado", "calendario_reanudado", "ausencia_avisada",
    }
)  # fmt: skip


def retira(acto: str) -> bool | None:
    """`True` si sale todo lo de esa persona; `False` si solo su identidad; `None` si nada."""
    if acto in RETIRAN_TODO:
        return True
    return False if acto in RETIRAN_IDENTIDAD else None
