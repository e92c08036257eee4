"""Por qué calla cada acto que no avisa. Una prueba no deja uno sin su razón.

Del que cambia lo que ve el público, la razón nombra al que lo dice, entre acentos graves; o dice quién lo lee en su carta.
"""

from __future__ import annotations

from conoceles.bitacora.actos import Acto

POR_QUE: dict[str, tuple[Acto, ...]] = {
    "Lo dice otro acto de la misma operación: `habilitada`, `candidatura_actualizada`.": (
        Acto.CANDIDATURA_REGISTRADA, Acto.PADRON_IMPORTADO,
    ),
    "Es parte de otro que sí avisa: `enviada`, `observada`, `ajuste_pedido`, `ajuste_aplicado`, `correccion_oficial`, `identidad_liberada`.": (
        Acto.IDENTIDAD_SELLADA, Acto.IDENTIDAD_REABIERTA, Acto.IDENTIDAD_PEDIDA, Acto.IDENTIDAD_CAMBIADA, Acto.IDENTIDAD_SIN_ENVIAR_DESCARTADA,
    ),
    "Va con la conclusión o con quien la deshace: `sustituida`, `cancelada`, `renuncia_registrada`, `bloqueada`, `restituida`, "
    "`reabierta`.": (Acto.IDENTIDAD_BLOQUEADA, Acto.IDENTIDAD_DESBLOQUEADA),
    "Repite tras restaurar un respaldo lo que ya se dijo el día que pasó: `sustituida`, `cancelada`, `renuncia_registrada`, "
    "`seccion_oculta`, `suprimida`, `consentimiento_revocado`.": (
        Acto.CONCLUSION_REPETIDA, Acto.ORDEN_REPETIDA, Acto.SUPRESION_REPETIDA, Acto.REVOCACION_REPETIDA,
    ),
    "Todavía no cambia nada de lo publicado: lo que resulte lo dice `formato_aceptado` o `formato_rechazado`.": (
        Acto.FORMATO_RECIBIDO,
    ),
    "El sitio dice en qué va lo ya enviado; cuándo se recibió lo dijo `enviada`, y cómo terminó lo dirá `validada` u `observada`.": (
        Acto.REVISION_INICIADA,
    ),
    "Lo hace quien captura, a la vista: el sitio dice que empezó, y lo que espera se dice con `enviada` o con `plazo_vencido`.": (
        Acto.CAPTURA_EMPEZADA,
    ),
    "Cambia la elección entera, no lo de una persona. La fecha que se mueve para quien captura la dice `definicion_enmendada`.": (
        Acto.PROCESO_CARGADO, Acto.CONTEOS_AGREGADOS,
    ),
    "Es de una elección de archivo: nadie tiene cuenta en ella. En la que está en curso nada se publica sin `validada`.": (
        Acto.CURRICULAR_IMPORTADO,
    ),
    "Marca una versión que quedó sin envío, y nunca se publicó: el envío que sí consta lo dice `enviada`.": (
        Acto.IDENTIDAD_DESCARTADA,
    ),
    "Lleva su propia carta a la persona de esa cuenta, que está en *Las cartas de una cuenta*; el acceso se acusa con un clic suyo.": (
        Acto.PERSONA_DESIGNADA, Acto.CUENTA_DADA_DE_BAJA, Acto.ENLACE_EMITIDO, Acto.ACCESO_ACUSADO, Acto.CUENTA_CREADA,
        Acto.CONTRASENA_RECUPERADA, Acto.RECUPERACION_ORDENADA, Acto.CORREO_CAMBIADO, Acto.FACTOR_ACTIVADO,
        Acto.FACTOR_QUITADO, Acto.FACTOR_RESTABLECIDO, Acto.CODIGOS_ENTREGADOS, Acto.CONTRASENA_CAMBIADA,
        Acto.SESIONES_CERRADAS,
    ),
    "Deja la cuenta como ya constaba; que se remedió lo dice `alteracion_remediada`.": (Acto.CUENTA_REPUESTA,),
    "Es de quien lo hace y no cambia nada de lo publicado.": (
        Acto.AVISO_LEIDO, Acto.BORRADOR_GUARDADO, Acto.FOTOGRAFIA_GUARDADA, Acto.ENTRADA,
        Acto.CODIGO_USADO,
    ),
    "Es una lectura: queda en la bitácora para quien audita.": (
        Acto.IDENTIDAD_LEIDA, Acto.FORMATO_CONSULTADO, Acto.ACCESO_A_DATOS,
    ),
    "Es un intento que no entró: queda en la bitácora; escribir cada vez dejaría a quien ataca mandar correo.": (
        Acto.ENTRADA_FALLIDA, Acto.ENTRADA_DETENIDA, Acto.FACTOR_FALLIDO, Acto.ACCESO_NEGADO,
    ),
    "Es el correo mismo: avisar de él no acabaría.": (Acto.CORREO_ENCOLADO, Acto.CORREO_REENVIADO, Acto.CORREO_ENVIADO),
    "Es la lectura a ciegas: avisar diría a una persona lo que hace la otra.": (
        Acto.EVALUACION_TOMADA, Acto.EVALUACION_PROPUESTA, Acto.EVALUACION_CERRADA, Acto.EVALUACION_RESUELTA,
        Acto.EVALUACION_CONCLUIDA,
    ),
    "Es trabajo de la propia oficina: está en *Hoy* y en su pantalla; su vencimiento lo dice `entregable_por_vencer`.": (
        Acto.INFORME_GENERADO, Acto.INFORME_ACUSADO, Acto.EXPEDIENTE_DE_OMISION_EMITIDO,
        Acto.EXPEDIENTES_DE_OMISION_EMITIDOS, Acto.ENTREGABLE_AVANZADO, Acto.DOCUMENTO_EMITIDO, Acto.ACTIVIDAD_ANOTADA,
        Acto.LIBERACION_ANOTADA, Acto.REQUERIMIENTO_HECHO, Acto.REQUERIMIENTO_ATENDIDO, Acto.CAPACITACION_REGISTRADA,
        Acto.ASISTENCIA_ANOTADA, Acto.ASISTENCIA_RETIRADA, Acto.LISTA_FIRMADA, Acto.DEFINICION_EXPORTADA,
    ),
    "Es difusión: no es sobre una candidatura, y la Comisión la lee en el informe del mes.": (
        Acto.PUBLICADA_EN_REDES, Acto.ENLACES_COMPROBADOS, Acto.ACCION_DE_DIFUSION_ANOTADA, Acto.ALIADA_ANOTADA,
        Acto.ENTREGA_A_ALIADA, Acto.ADAPTACION_RECIBIDA,
    ),
    "Es de la instalación: lo que encuentra está en *Hoy*, y lo grave sale en la alerta de quien la opera.": (
        Acto.LLAVES_ASENTADAS, Acto.ESQUEMA_ASENTADO, Acto.INSTALACION_COMPROBADA, Acto.TABLAS_ASENTADAS, Acto.CIFRAS_FIJADAS,
    ),
}  # fmt: skip
