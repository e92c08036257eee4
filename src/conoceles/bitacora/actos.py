"""Todos los actos de la bitácora, una vez. De aquí salen los estados, los disparadores, lo que se publica y los avisos.

A qué estado lleva cada uno está en `pasos`. Un nombre ya escrito en una cadena no cambia nunca.
"""

from __future__ import annotations

from enum import StrEnum

from conoceles.bitacora.fila import LAS_DOS, Avisa, Espera, Fila, Publica, Reloj
from conoceles.bitacora.palabras import acentuado
from conoceles.bitacora.papeles import (
    ADMINISTRACION,
    COMISION,
    CUALQUIERA,
    ENVIAN,
    RESPONDEN,
    RESPONSABLES,
    REVISORES,
    SISTEMA,
    SOLO_SISTEMA,
)

_CONSERVA, _TOCA, _ESCONDE = Publica.CONSERVA, Publica.TOCA, Publica.ESCONDE
_SALE_IDENTIDAD, _SALE_TODO = Publica.RETIRA_IDENTIDAD, Publica.RETIRA_TODO
_UTTAIP, _COMISION, _ELLA, _ADMIN = Avisa.UTTAIP, Avisa.COMISION, Avisa.CANDIDATURA, Avisa.ADMINISTRACION
_SUYO, _TODO, _AVISA = Espera.SUYO, Espera.TODO, Espera.AVISA
_ADMINISTRA, _AL_INSTITUTO = (Avisa.ADMINISTRACION,), (Avisa.ADMINISTRACION, Avisa.COMISION)
_AJUSTAN, _LA_PERSONA = RESPONSABLES | ADMINISTRACION, RESPONSABLES - {"partido"}


class Acto(StrEnum):
    """`Acto(texto)` es el de ese nombre; `acto.fila`, lo que se declara de él."""

    fila: Fila

    def __new__(cls, nombre: str, fila: Fila) -> Acto:
        acto = str.__new__(cls, nombre)
        acto._value_, acto.fila = nombre, fila
        return acto

    @property
    def espera(self) -> Espera:
        return self.fila.espera

    # El padrón y la captura
    PADRON_IMPORTADO = "padron_importado", Fila(SISTEMA, _TOCA)
    CANDIDATURA_REGISTRADA = "candidatura_registrada", Fila(SISTEMA, _TOCA, "Se registró")
    CANDIDATURA_ACTUALIZADA = "candidatura_actualizada", Fila(SISTEMA, _TOCA, avisa=LAS_DOS)
    RESPONSABLE_CAMBIADO = "responsable_cambiado", Fila(ADMINISTRACION, _TOCA, "Cambió quién responde", LAS_DOS)  # fmt: skip
    HABILITADA = "habilitada", Fila(SISTEMA, _TOCA, "Se abrió a captura", LAS_DOS, empieza=(Reloj.CAPTURA,))
    PERSONA_INVITADA = (
        "persona_invitada", Fila(RESPONDEN, _CONSERVA, "Se invitó a la persona a capturar", (_ELLA,)),
    )  # fmt: skip
    INVITACION_RETIRADA = "invitacion_retirada", Fila(RESPONDEN, _CONSERVA, "Se retiró la invitación", (_ELLA,))  # fmt: skip
    IDENTIDAD_LIBERADA = (
        "identidad_liberada", Fila(RESPONDEN, _CONSERVA, "Se descartó lo que la persona dejó a medias", (_ELLA,)),
    )  # fmt: skip
    AVISO_LEIDO = "aviso_leido", Fila(RESPONSABLES, _CONSERVA, "Se leyó el aviso de privacidad")
    CAPTURA_EMPEZADA = "captura_empezada", Fila(RESPONSABLES, _TOCA, "Empezó la captura")
    BORRADOR_GUARDADO = "borrador_guardado", Fila(RESPONSABLES, _CONSERVA)
    FOTOGRAFIA_GUARDADA = "fotografia_guardada", Fila(_AJUSTAN, _CONSERVA, "Se guardó la fotografía")
    PARTE_LISTA = (
        "parte_lista", Fila(RESPONSABLES, _CONSERVA, "La persona avisó que terminó su parte", (Avisa.RESPONDE,)),
    )  # fmt: skip
    RECORDATORIO = "recordatorio", Fila(SISTEMA, _CONSERVA, "Se recordó por correo que faltaba enviar", LAS_DOS, espera=_SUYO)  # fmt: skip
    PLAZO_VENCIDO = (
        "plazo_vencido", Fila(SISTEMA, _TOCA, "Venció el plazo de captura", LAS_DOS, (), (Reloj.CAPTURA,), espera=_SUYO),
    )  # fmt: skip
    ENVIADA = (
        "enviada",
        Fila(
            ENVIAN, _TOCA, "Se envió", LAS_DOS,
            empieza=(Reloj.REVISION,), termina=(Reloj.CAPTURA, Reloj.SUBSANACION),
        ),
    )  # fmt: skip

    # La revisión y la publicación
    REVISION_INICIADA = "revision_iniciada", Fila(REVISORES, _TOCA, "Empezó la revisión")
    OBSERVADA = (
        "observada",
        Fila(
            REVISORES, _TOCA, "Se observó", LAS_DOS,
            empieza=(Reloj.SUBSANACION,), termina=(Reloj.REVISION,),
        ),
    )  # fmt: skip
    VALIDADA = "validada", Fila(REVISORES, _TOCA, "Se validó", LAS_DOS, termina=(Reloj.REVISION,))
    PUBLICADA = "publicada", Fila(SISTEMA, _TOCA, "Se publicó", LAS_DOS, espera=_SUYO)
    CURRICULAR_IMPORTADO = "curricular_importado", Fila(SISTEMA, _TOCA)
    AJUSTE_PEDIDO = (
        "ajuste_pedido",
        Fila(
            _AJUSTAN, _TOCA, "Se pidió el ajuste", (*LAS_DOS, Avisa.ADMINISTRACION),
            empieza=(Reloj.AJUSTE,),
        ),
    )  # fmt: skip
    AJUSTE_APLICADO = (
        "ajuste_aplicado", Fila(ADMINISTRACION, _TOCA, "Se aplicó el ajuste", LAS_DOS, termina=(Reloj.AJUSTE,)),
    )  # fmt: skip
    AJUSTE_DECLINADO = (
        "ajuste_declinado", Fila(ADMINISTRACION, _TOCA, "Se declinó el ajuste", LAS_DOS, termina=(Reloj.AJUSTE,)),
    )  # fmt: skip
    CORRECCION_OFICIAL = "correccion_oficial", Fila(ADMINISTRACION, _TOCA, "Se corrigió de oficio", LAS_DOS)
    NOMBRE_CORREGIDO = (
        "nombre_corregido", Fila(ADMINISTRACION, _TOCA, "Se corrigió el nombre o el sobrenombre", LAS_DOS),
    )  # fmt: skip
    PADRON_REPUESTO = (
        "padron_repuesto", Fila(ADMINISTRACION, _TOCA, "Se repuso lo que alguien cambió sin pasar por el sistema", _ADMINISTRA),
    )  # fmt: skip
    PADRON_ATESTIGUADO = (
        "padron_atestiguado", Fila(ADMINISTRACION, _TOCA, "Se dio por bueno lo que cambió sin pasar por el sistema", (*LAS_DOS, _ADMIN)),
    )  # fmt: skip
    SECCION_OCULTA = (
        "seccion_oculta", Fila(ADMINISTRACION, _ESCONDE, "Se ocultó una sección por orden", LAS_DOS),
    )  # fmt: skip
    SECCION_MOSTRADA = (
        "seccion_mostrada", Fila(ADMINISTRACION, _TOCA, "Volvió a mostrarse una sección", LAS_DOS),
    )  # fmt: skip

    # La conclusión, la conservación y el cierre
    SUSTITUIDA = (
        "sustituida", Fila(ADMINISTRACION, _ESCONDE, "Se sustituyó", LAS_DOS, (Reloj.CONSERVACION,), (Reloj.CAPTURA,)),
    )  # fmt: skip
    CANCELADA = (
        "cancelada",
        Fila(ADMINISTRACION, _ESCONDE, "Se canceló el registro", LAS_DOS, (Reloj.CONSERVACION,), (Reloj.CAPTURA,)),
    )  # fmt: skip
    RENUNCIA_REGISTRADA = (
        "renuncia_registrada",
        Fila(ADMINISTRACION, _ESCONDE, "Se registró la renuncia", LAS_DOS, (Reloj.CONSERVACION,), (Reloj.CAPTURA,)),
    )  # fmt: skip
    CONCLUSION_PEDIDA = (
        "conclusion_pedida",
        Fila(ADMINISTRACION, _CONSERVA, "Se pidió lo que hacen dos personas", (_ADMIN,)),
    )
    CONCLUSION_DESCARTADA = "conclusion_descartada", Fila(ADMINISTRACION, _CONSERVA, "Se descartó lo que hacen dos personas", (_ADMIN,))  # fmt: skip
    CONCLUSION_REPETIDA = (
        "conclusion_repetida", Fila(SOLO_SISTEMA, _ESCONDE, "Se repitió su conclusión tras restaurar un respaldo"),
    )  # fmt: skip
    RESTITUIDA = (
        "restituida", Fila(ADMINISTRACION, _TOCA, "Se restituyó por sentencia", LAS_DOS, termina=(Reloj.CONSERVACION,)),
    )  # fmt: skip
    RETENCION_ABIERTA = (
        "retencion_abierta", Fila(ADMINISTRACION, _CONSERVA, "Se retuvo por litigio", (_UTTAIP,)),
    )  # fmt: skip
    RETENCION_LEVANTADA = (
        "retencion_levantada", Fila(ADMINISTRACION, _CONSERVA, "Se levantó la retención", (_UTTAIP,)),
    )  # fmt: skip
    ORDEN_REPETIDA = (
        "orden_repetida", Fila(SOLO_SISTEMA, _ESCONDE, "Se repitió una orden tras restaurar un respaldo"),
    )  # fmt: skip
    BLOQUEADA = "bloqueada", Fila(SISTEMA, _TOCA, "Sus datos se bloquearon", (_UTTAIP,), espera=_SUYO)
    SUPRIMIDA = (
        "suprimida", Fila(SISTEMA, _SALE_TODO, "Sus datos se suprimieron", (_ELLA, _UTTAIP), termina=(Reloj.CONSERVACION,), espera=_SUYO),
    )  # fmt: skip
    SUPRESION_REPETIDA = (
        "supresion_repetida",  # si además concluyó, el calendario vuelve a asentar «suprimida»
        Fila(SOLO_SISTEMA, _SALE_IDENTIDAD, "Se repitió la supresión tras restaurar un respaldo"),
    )
    CERRADA = "cerrada", Fila(ADMINISTRACION, _TOCA, "Se cerró con la elección", LAS_DOS, espera=_SUYO)
    REABIERTA = "reabierta", Fila(ADMINISTRACION, _TOCA, avisa=LAS_DOS)
    CIERRE_ANUNCIADO = "cierre_anunciado", Fila(SISTEMA, _CONSERVA, avisa=_AL_INSTITUTO, espera=_AVISA)
    PROCESO_CERRADO = (
        "proceso_cerrado", Fila(ADMINISTRACION, _TOCA, avisa=(_COMISION, _UTTAIP), empieza=(Reloj.CONSERVACION,), espera=_TODO),
    )  # fmt: skip
    PROCESO_REABIERTO = (
        "proceso_reabierto", Fila(ADMINISTRACION, _TOCA, avisa=(_COMISION, _UTTAIP), termina=(Reloj.CONSERVACION,)),
    )  # fmt: skip

    # La identidad, en su cadena
    IDENTIDAD_SELLADA = "identidad_sellada", Fila(ENVIAN, _TOCA)
    IDENTIDAD_DESCARTADA = "identidad_descartada", Fila(SISTEMA, _TOCA, espera=_SUYO)
    IDENTIDAD_SIN_ENVIAR_DESCARTADA = "identidad_sin_enviar_descartada", Fila(RESPONDEN, _CONSERVA)
    IDENTIDAD_REABIERTA = "identidad_reabierta", Fila(REVISORES | SISTEMA, _CONSERVA)
    IDENTIDAD_PEDIDA = "identidad_pedida", Fila(_AJUSTAN, _CONSERVA)
    IDENTIDAD_CAMBIADA = "identidad_cambiada", Fila(ADMINISTRACION, _TOCA)
    IDENTIDAD_LEIDA = "identidad_leida", Fila(RESPONSABLES | ADMINISTRACION, _CONSERVA)
    IDENTIDAD_BLOQUEADA = "identidad_bloqueada", Fila(SISTEMA, _TOCA)
    IDENTIDAD_DESBLOQUEADA = "identidad_desbloqueada", Fila(SISTEMA, _TOCA)
    # artículo 46 de la ley de datos: canceló lo suyo y sigue en la contienda
    IDENTIDAD_SUPRIMIDA = "identidad_suprimida", Fila(SISTEMA, _SALE_IDENTIDAD, avisa=(_ELLA, _UTTAIP))
    CONSENTIMIENTO_REGISTRADO = "consentimiento_registrado", Fila(_AJUSTAN, _TOCA, avisa=(_ELLA,))
    CONSENTIMIENTO_REDUCIDO = (
        "consentimiento_reducido", Fila(_AJUSTAN, _SALE_IDENTIDAD, avisa=(_ELLA, _UTTAIP)),
    )  # fmt: skip
    CONSENTIMIENTO_REVOCADO = (
        "consentimiento_revocado", Fila(_AJUSTAN, _SALE_IDENTIDAD, avisa=(_ELLA, _UTTAIP)),
    )  # fmt: skip
    REVOCACION_REPETIDA = "revocacion_repetida", Fila(SOLO_SISTEMA, _SALE_IDENTIDAD)
    FORMATO_RECIBIDO = "formato_recibido", Fila(_AJUSTAN, _TOCA)
    FORMATO_CONSULTADO = "formato_consultado", Fila(_AJUSTAN, _CONSERVA)
    PERSONA_ACREDITADA = "persona_acreditada", Fila(ADMINISTRACION, _CONSERVA, avisa=(_UTTAIP,))
    ACREDITACION_RETIRADA = "acreditacion_retirada", Fila(ADMINISTRACION, _CONSERVA, avisa=(_ELLA, _UTTAIP))
    VINCULO_PEDIDO = "vinculo_pedido", Fila(_LA_PERSONA, _CONSERVA, "Pidió un vínculo", (_UTTAIP,))
    VINCULO_RECONOCIDO = "vinculo_reconocido", Fila(ADMINISTRACION, _TOCA, "Se vinculó su perfil", (_ELLA,))
    VINCULO_NEGADO = "vinculo_negado", Fila(ADMINISTRACION, _CONSERVA, "No se reconoció un vínculo", (_ELLA,))
    VINCULO_RETIRADO = (
        "vinculo_retirado", Fila(_LA_PERSONA | SISTEMA, _SALE_IDENTIDAD, "Se retiró un vínculo", (_ELLA,)),
    )  # fmt: skip
    FORMATO_ACEPTADO = "formato_aceptado", Fila(ADMINISTRACION, _TOCA, avisa=LAS_DOS)
    FORMATO_RECHAZADO = "formato_rechazado", Fila(ADMINISTRACION, _TOCA, avisa=LAS_DOS)
    CONTEOS_AGREGADOS = "conteos_agregados", Fila(SISTEMA, _TOCA)
    TABLAS_ASENTADAS = "tablas_asentadas", Fila(SISTEMA, _CONSERVA, espera=_TODO)
    CIFRAS_FIJADAS = "cifras_fijadas", Fila(SISTEMA, _CONSERVA, espera=_TODO)
    EXTRACTO_ENTREGADO = "extracto_entregado", Fila(ADMINISTRACION, _CONSERVA, avisa=(_UTTAIP,), espera=_TODO)  # fmt: skip

    # Los derechos sobre los datos
    ARCO = (
        "arco",
        Fila(
            RESPONSABLES | ADMINISTRACION, _CONSERVA, "Avanzó una solicitud de derechos", (_ELLA, _UTTAIP),
            empieza=(Reloj.DERECHOS,), termina=(Reloj.DERECHOS,),
        ),
    )  # fmt: skip
    ACCESO_A_DATOS = "acceso_a_datos", Fila(RESPONSABLES | ADMINISTRACION, _CONSERVA)
    VULNERACION_REGISTRADA = (
        "vulneracion_registrada", Fila(ADMINISTRACION, _CONSERVA, avisa=(_UTTAIP, _COMISION), empieza=(Reloj.VULNERACION,)),
    )  # fmt: skip
    VULNERACION_SEGUIDA = (
        "vulneracion_seguida", Fila(ADMINISTRACION, _CONSERVA, avisa=(_UTTAIP,), termina=(Reloj.VULNERACION,)),
    )  # fmt: skip

    # La lectura cualitativa y lo que se entrega
    EVALUACION_TOMADA = "evaluacion_tomada", Fila(REVISORES, _CONSERVA)
    EVALUACION_PROPUESTA = "evaluacion_propuesta", Fila(REVISORES, _CONSERVA)
    EVALUACION_CERRADA = "evaluacion_cerrada", Fila(REVISORES, _CONSERVA)
    EVALUACION_RESUELTA = "evaluacion_resuelta", Fila(REVISORES, _CONSERVA)
    EVALUACION_CONCLUIDA = "evaluacion_concluida", Fila(ADMINISTRACION, _CONSERVA)
    INFORME_GENERADO = "informe_generado", Fila(SISTEMA, _CONSERVA, espera=_TODO)
    INFORME_APROBADO = "informe_aprobado", Fila(SISTEMA | COMISION, _CONSERVA, avisa=(_COMISION,))
    INFORME_REVISADO = "informe_revisado", Fila(COMISION, _CONSERVA, avisa=_ADMINISTRA)
    INFORME_ENVIADO = "informe_enviado", Fila(SISTEMA, _CONSERVA, avisa=(_COMISION,), espera=_TODO)
    INFORME_ACUSADO = "informe_acusado", Fila(SISTEMA, _CONSERVA)
    AVISO_DE_CAMBIO_CREADO = (
        "aviso_de_cambio_creado",
        Fila(SISTEMA, _CONSERVA, avisa=_ADMINISTRA, espera=_TODO),
    )
    EXPEDIENTE_DE_OMISION_EMITIDO = (
        "expediente_de_omision_emitido", Fila(SISTEMA, _CONSERVA, "Se emitió su expediente de omisión", espera=_SUYO),
    )  # fmt: skip
    EXPEDIENTES_DE_OMISION_EMITIDOS = (
        "expedientes_de_omision_emitidos",
        Fila(SISTEMA, _CONSERVA, espera=_TODO),
    )
    ENTREGABLE_AVANZADO = "entregable_avanzado", Fila(SISTEMA, _CONSERVA)
    ENTREGABLE_POR_VENCER = "entregable_por_vencer", Fila(SOLO_SISTEMA, _CONSERVA, avisa=_ADMINISTRA, espera=_AVISA)  # fmt: skip
    DOCUMENTO_EMITIDO = "documento_emitido", Fila(SISTEMA, _CONSERVA, "Se agregó un documento por informar")
    PUBLICADA_EN_REDES = "publicada_en_redes", Fila(REVISORES, _CONSERVA)
    ENLACES_COMPROBADOS = "enlaces_comprobados", Fila(REVISORES | SISTEMA, _CONSERVA)
    ACCION_DE_DIFUSION_ANOTADA = "accion_de_difusion_anotada", Fila(REVISORES, _CONSERVA)
    ALIADA_ANOTADA = "aliada_anotada", Fila(REVISORES, _CONSERVA)
    ENTREGA_A_ALIADA = "entrega_a_aliada", Fila(REVISORES, _CONSERVA)
    ADAPTACION_RECIBIDA = "adaptacion_recibida", Fila(REVISORES | SISTEMA, _CONSERVA)
    ACTIVIDAD_ANOTADA = "actividad_anotada", Fila(SISTEMA, _CONSERVA)
    LIBERACION_ANOTADA = "liberacion_anotada", Fila(SISTEMA, _CONSERVA)
    CASO_NO_PREVISTO_ANOTADO = "caso_no_previsto_anotado", Fila(SISTEMA, _CONSERVA, avisa=(_COMISION,))
    REQUERIMIENTO_HECHO = "requerimiento_hecho", Fila(SISTEMA, _CONSERVA)
    REQUERIMIENTO_ATENDIDO = "requerimiento_atendido", Fila(SISTEMA, _CONSERVA)
    AYUDA_PEDIDA = "ayuda_pedida", Fila(RESPONSABLES, _CONSERVA, avisa=_ADMINISTRA)
    AYUDA_CONTESTADA = "ayuda_contestada", Fila(REVISORES, _CONSERVA, avisa=LAS_DOS)
    CAPACITACION_REGISTRADA = "capacitacion_registrada", Fila(REVISORES, _CONSERVA)
    ASISTENCIA_ANOTADA = "asistencia_anotada", Fila(REVISORES, _CONSERVA)
    ASISTENCIA_RETIRADA = "asistencia_retirada", Fila(REVISORES, _CONSERVA)
    LISTA_FIRMADA = "lista_firmada", Fila(REVISORES, _CONSERVA)

    # La elección, las cuentas y el correo
    PROCESO_CARGADO = "proceso_cargado", Fila(SISTEMA, _TOCA)
    DEFINICION_ENMENDADA = "definicion_enmendada", Fila(SISTEMA, _TOCA, avisa=LAS_DOS)
    CAMBIO_PROPUESTO = "cambio_propuesto", Fila(SISTEMA, _CONSERVA, "Se propuso un cambio de la elección", _ADMINISTRA)  # fmt: skip
    CAMBIO_DESCARTADO = "cambio_descartado", Fila(ADMINISTRACION, _CONSERVA, "Se descartó un cambio de la elección", _ADMINISTRA)  # fmt: skip
    DEFINICION_EXPORTADA = "definicion_exportada", Fila(SISTEMA, _CONSERVA)
    PERSONA_DESIGNADA = "persona_designada", Fila(SISTEMA, _TOCA)
    CUENTA_CREADA = "cuenta_creada", Fila(CUALQUIERA, _CONSERVA)
    CUENTA_DADA_DE_BAJA = "cuenta_dada_de_baja", Fila(CUALQUIERA, _TOCA)
    CUENTA_REPUESTA = "cuenta_repuesta", Fila(SISTEMA, _TOCA)
    ENLACE_EMITIDO = "enlace_emitido", Fila(CUALQUIERA, _TOCA, "Se envió un enlace de acceso")
    ACCESO_ACUSADO = "acceso_acusado", Fila(CUALQUIERA, _TOCA, empieza=(Reloj.CAPTURA,))
    CONTRASENA_RECUPERADA = "contrasena_recuperada", Fila(CUALQUIERA, _CONSERVA)
    RECUPERACION_ORDENADA = "recuperacion_ordenada", Fila(SISTEMA, _CONSERVA)
    CORREO_CAMBIADO = "correo_cambiado", Fila(SISTEMA, _CONSERVA)
    FACTOR_ACTIVADO = "factor_activado", Fila(CUALQUIERA, _CONSERVA)
    FACTOR_QUITADO = "factor_quitado", Fila(CUALQUIERA, _CONSERVA)
    FACTOR_RESTABLECIDO = "factor_restablecido", Fila(SISTEMA, _CONSERVA)
    CODIGOS_ENTREGADOS = "codigos_entregados", Fila(ADMINISTRACION, _CONSERVA)
    CODIGO_USADO = "codigo_usado", Fila(CUALQUIERA, _CONSERVA)
    CONTRASENA_CAMBIADA = "contrasena_cambiada", Fila(CUALQUIERA, _CONSERVA)
    SESIONES_CERRADAS = "sesiones_cerradas", Fila(CUALQUIERA, _CONSERVA)
    ENTRADA = "entrada", Fila(CUALQUIERA, _CONSERVA)
    ENTRADA_FALLIDA = "entrada_fallida", Fila(CUALQUIERA, _CONSERVA)
    ENTRADA_DETENIDA = "entrada_detenida", Fila(CUALQUIERA, _CONSERVA)
    FACTOR_FALLIDO = "factor_fallido", Fila(CUALQUIERA, _CONSERVA)
    ACCESO_NEGADO = "acceso_negado", Fila(CUALQUIERA, _CONSERVA)
    CORREO_ENCOLADO = "correo_encolado", Fila(CUALQUIERA, _CONSERVA)
    CORREO_REENVIADO = "correo_reenviado", Fila(ADMINISTRACION, _CONSERVA)
    CORREO_ENVIADO = "correo_enviado", Fila(SOLO_SISTEMA, _CONSERVA)
    CORREO_FALLIDO = "correo_fallido", Fila(SOLO_SISTEMA, _CONSERVA, avisa=_ADMINISTRA)
    CORREO_REBOTADO = "correo_rebotado", Fila(SOLO_SISTEMA, _CONSERVA, avisa=_ADMINISTRA)

    # La instalación y su reloj
    LLAVES_ASENTADAS = "llaves_de_la_instalacion", Fila(SISTEMA, _CONSERVA)
    ESQUEMA_ASENTADO = "esquema_asentado", Fila(SISTEMA, _CONSERVA)
    ESQUEMA_ACEPTADO = "esquema_aceptado", Fila(ADMINISTRACION, _CONSERVA, avisa=_AL_INSTITUTO)
    ALTERACION_HALLADA = "alteracion_hallada", Fila(SOLO_SISTEMA, _TOCA, avisa=_AL_INSTITUTO)
    ALTERACION_REMEDIADA = "alteracion_remediada", Fila(SOLO_SISTEMA, _TOCA, avisa=_AL_INSTITUTO)
    INSTALACION_COMPROBADA = "instalacion_comprobada", Fila(SISTEMA, _CONSERVA)
    LISTA_DADA_POR_PERDIDA = "lista_de_lo_retirado_perdida", Fila(SISTEMA, _CONSERVA, avisa=_AL_INSTITUTO)
    BASES_VUELTAS = "bases_vueltas", Fila(SISTEMA, _CONSERVA, avisa=_AL_INSTITUTO)
    CALENDARIO_FRENADO = "calendario_frenado", Fila(SISTEMA, _CONSERVA, avisa=_AL_INSTITUTO)
    CALENDARIO_REANUDADO = "calendario_reanudado", Fila(SISTEMA, _TOCA, avisa=_AL_INSTITUTO)
    AUSENCIA_AVISADA = "ausencia_avisada", Fila(ADMINISTRACION, _CONSERVA, avisa=_ADMINISTRA)


POR_NOMBRE = {acto.value: acto for acto in Acto}


def publica(acto: str) -> Publica:
    """Qué hace con lo publicado; el de una versión que ya no lo escribe obliga a mirar otra vez."""
    return POR_NOMBRE[acto].fila.publica if acto in POR_NOMBRE else Publica.TOCA


def dicho(acto: str) -> str:
    """Cómo se lee en la historia, también el que ya no se escribe."""
    return (acto in POR_NOMBRE and POR_NOMBRE[acto].fila.dice) or acentuado(acto).capitalize()
