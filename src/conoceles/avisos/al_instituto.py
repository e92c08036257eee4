"""Lo que se escribe al instituto de cada acto, en el orden en que urge; lo demás, en `mensajes`."""

from __future__ import annotations

from conoceles.avisos.texto import PROPIA, Texto
from conoceles.bitacora.actos import Acto

SOBRE_CORREOS = "está en Hoy; avisar por correo de un correo que no llega no acaba"

AL_INSTITUTO: dict[Acto, Texto] = {
    Acto.VULNERACION_REGISTRADA: Texto(
        "Avise a las personas: se registró una vulneración", "Avise a las personas: se registraron {n} vulneraciones",
        "Corren las horas para avisar a las personas y a la autoridad.",
    ),
    Acto.ALTERACION_HALLADA: Texto(
        "Averigüe quién tocó la base: algo cambió sin pasar por el sistema",
        "Averigüe quién tocó la base: {n} cosas cambiaron sin pasar por el sistema",
        "Del sitio no cambió nada: sigue lo último que se publicó de esa candidatura. La cuenta alterada no entra. Mientras siga, de esa elección no se cuenta, cierra, emite ni envía nada. Avise a quien opera el sistema: la comprobación le dice qué y qué hacer.",
    ),
    Acto.ALTERACION_REMEDIADA: Texto(
        "Nada que hacer: lo que alguien cambió en la base ya coincide", "Nada que hacer: {n} cosas que alguien cambió en la base ya coinciden",
        "Lo que se había dejado de publicar vuelve a verse. Conviene saber quién lo repuso.",
    ),
    Acto.ESQUEMA_ACEPTADO: Texto(
        "Pregunte por qué: se dio por bueno un cambio hecho en una base", "Pregunte por qué: se dieron por buenos {n} cambios hechos en las bases",
        "Quien la opera agregó o cambió una tabla, una restricción o un índice, y una cuenta de administración lo firmó: la bitácora dice cuál y el motivo. Si no se acordó, avísele.",
    ),
    Acto.LISTA_DADA_POR_PERDIDA: Texto(
        "Pida otra vez cada permiso: se restauró sin saber qué se había retirado", "Pida otra vez cada permiso: se restauró {n} veces sin saber qué se había retirado",
        "Dos personas declararon que ya no existe la lista de lo destruido y revocado. Nada de identidad se publica ni se cuenta hasta que cada persona lo permita de nuevo.",
    ),
    Acto.CONCLUSION_PEDIDA: Texto(
        "Confirme o descarte un acto de una candidatura", "Confirme o descarte {n} actos de candidaturas",
        "Otra persona lo pidió, con su acuerdo. Lo hacen dos: mientras nadie más lo confirme, no pasa nada.",
    ),
    Acto.CONCLUSION_DESCARTADA: Texto(
        "Nada que hacer: se descartó un acto de una candidatura", "Nada que hacer: se descartaron {n} actos de candidaturas",
        "Otra persona descartó lo que se había pedido. La candidatura sigue como estaba.",
    ),
    Acto.PADRON_REPUESTO: Texto(
        "Nada que hacer: se repuso lo que alguien cambió en la base", "Nada que hacer: se repusieron {n} registros que alguien cambió",
        "Dos personas devolvieron el padrón a lo que dejó su último acto.",
    ),
    Acto.PADRON_ATESTIGUADO: Texto(
        "Pregunte quién lo cambió: se dio por bueno un cambio en el padrón", "Pregunte quién los cambió: se dieron por buenos {n} cambios en el padrón",
        "Dos personas lo dieron por bueno, con el documento que lo sostiene. Desde ahora es lo que consta.",
    ),
    Acto.CAMBIO_PROPUESTO: Texto(
        "Apruebe o descarte un cambio de la elección", "Apruebe o descarte {n} cambios de la elección",
        "Está en Contenidos, con lo que provoca y el acto que lo autoriza. Mientras nadie lo apruebe, no rige.",
    ),
    Acto.CAMBIO_DESCARTADO: Texto(
        "Nada que hacer: se descartó un cambio de la elección", "Nada que hacer: se descartaron {n} cambios de la elección",
        "Lo que se había propuesto no rigió. La elección sigue como estaba.",
    ),
    Acto.AJUSTE_PEDIDO: Texto(
        "Resuelva un ajuste", "Resuelva {n} ajustes",
        "Se pidió un ajuste a lo publicado: vence el día hábil siguiente a su recepción.",
    ),
    Acto.ENTREGABLE_POR_VENCER: Texto(
        "Entregue lo que vence: un entregable", "Entregue lo que vence: {n} entregables",
        "Falta terminarlo. Generarlo, aprobarlo y enviarlo desde Informes lo da por hecho.",
    ),
    Acto.AVISO_DE_CAMBIO_CREADO: Texto(
        "Envíe el aviso al INE: cambió algo ya enviado", "Envíe {n} avisos al INE: cambió algo ya enviado",
        "Un informe enviado ya no coincide con los datos. El aviso está preparado en Informes.",
    ),
    Acto.CONSENTIMIENTO_REVOCADO: Texto(
        "Compruebe que salió del sitio: una persona retiró su permiso", "Compruebe que salió del sitio: {n} permisos retirados",
        "Sus datos salen de lo publicado en minutos. Nadie más recibe este aviso que ella y quien administra el sistema.",
    ),
    Acto.CONSENTIMIENTO_REDUCIDO: Texto(
        "Compruebe que salió del sitio: una persona redujo su permiso", "Compruebe que salió del sitio: {n} permisos reducidos",
        "Lo que ya no permite sale de lo publicado en minutos. Nadie más recibe este aviso que ella y quien administra el sistema.",
    ),
    Acto.VULNERACION_SEGUIDA: Texto(
        "Lea el seguimiento de una vulneración", "Lea el seguimiento de {n} vulneraciones", "Se anotó un paso.",
    ),
    Acto.RETENCION_ABIERTA: Texto(
        "No suprima: hay un litigio abierto", "No suprima: hay {n} litigios abiertos",
        "Mientras dure, lo bloqueado de esa candidatura no se suprime.",
    ),
    Acto.RETENCION_LEVANTADA: Texto(
        "Vea el plazo: terminó un litigio", "Vea el plazo: terminaron {n} litigios", "La conservación vuelve a correr.",
    ),
    Acto.BLOQUEADA: Texto(
        "Nada que hacer: se bloquearon los datos de una candidatura", "Nada que hacer: se bloquearon los datos de {n}",
        "Empieza su plazo de conservación; al vencer se suprimen.",
    ),
    Acto.SUPRIMIDA: Texto(
        "Guarde el certificado: se suprimieron los datos de una candidatura", "Guarde {n} certificados de supresión",
        "El certificado está en el expediente.",
    ),
    Acto.IDENTIDAD_SUPRIMIDA: Texto(
        "Nada que hacer: se suprimió una identidad", "Nada que hacer: se suprimieron {n} identidades",
        "La persona canceló esos datos y sigue en la contienda.",
    ),
    Acto.PROCESO_CERRADO: Texto(
        "Lea el acto: se cerró la elección", "Lea los actos: se cerraron {n} elecciones",
        "Lo sensible empieza su plazo de conservación.",
    ),
    Acto.PROCESO_REABIERTO: Texto(
        "Lea el acto: se deshizo el cierre", "Lea los actos: se deshicieron {n} cierres",
        "El plazo de conservación dejó de correr.",
    ),
    Acto.INFORME_APROBADO: Texto(
        "Lea un informe: se aprobó", "Lea {n} informes: se aprobaron", "Está en Informes.",
    ),
    Acto.INFORME_REVISADO: Texto(
        "Lea lo que dijo la Comisión de un informe", "Lea lo que dijo la Comisión de {n} informes",
        "Está en Informes. Si lo observó, atiéndalo y genere otra versión.",
    ),
    Acto.INFORME_ENVIADO: Texto(
        "Lea un informe: se envió", "Lea {n} informes: se enviaron", "Está en Informes, con su constancia.",
    ),
    Acto.CASO_NO_PREVISTO_ANOTADO: Texto(
        "Lea un caso no previsto", "Lea {n} casos no previstos", "Se resolvió y quedó anotado en Informes.",
    ),
    Acto.PERSONA_ACREDITADA: Texto(
        "Nada que hacer: se acreditó una dirección", "Nada que hacer: se acreditaron {n} direcciones",
        "Lo que esa persona conteste sobre publicar surte efecto sin su firma.",
    ),
    Acto.VINCULO_PEDIDO: Texto(
        "Resuelva un vínculo entre dos perfiles", "Resuelva {n} vínculos entre perfiles",
        "Una persona pide que su perfil diga que otro, de otra elección, también es suyo. Mientras no se reconozca, nada cambia.",
    ),
    Acto.ACREDITACION_RETIRADA: Texto(
        "Nada que hacer: se retiró una acreditación", "Nada que hacer: se retiraron {n} acreditaciones",
        "Lo que conteste desde ahora sobre publicar necesita su firma.",
    ),
    Acto.EXTRACTO_ENTREGADO: Texto(
        "Lea para qué: se entregó un extracto", "Lea para qué: se entregaron {n} extractos",
        "Es el extracto con seudónimos para los estudios de la unidad.",
    ),
    Acto.AUSENCIA_AVISADA: Texto(
        "Tome nota: el sistema estará detenido", "Tome nota: el sistema estará detenido {n} veces", "El periodo está en Hoy.",
    ),
    Acto.ARCO: Texto(
        "Atienda una solicitud de derechos", "Atienda {n} solicitudes de derechos", "El paso y el plazo están en Derechos.",
    ),
    Acto.CALENDARIO_FRENADO: Texto(
        "Compruebe la hora: el calendario se detuvo", "Compruebe la hora: el calendario se detuvo {n} veces",
        "Se reanuda en Hoy, «Reloj del sistema».", PROPIA,
    ),
    Acto.BASES_VUELTAS: Texto(
        "Vea qué hay que repetir: se repuso una copia", "Vea qué hay que repetir: se repusieron {n} copias",
        "Lo que se publicó después de esa copia ya no consta en la base. Quien opera sabe qué falta.",
    ),
    Acto.CALENDARIO_REANUDADO: Texto(
        "Nada que hacer: el calendario se reanudó", "Nada que hacer: el calendario se reanudó {n} veces",
        "Una persona comprobó la hora. Lo que esperaba, omisiones y recordatorios entre ello, sigue desde ahora.",
    ),
    Acto.CIERRE_ANUNCIADO: Texto(
        "Prepare el cierre de la elección", "Prepare el cierre: {n} anuncios", "Nada se cierra solo.", PROPIA,
    ),
    Acto.AYUDA_PEDIDA: Texto("Conteste a quien pide ayuda", "Conteste {n} solicitudes de ayuda", "Está en Hoy.", PROPIA),
    Acto.CORREO_FALLIDO: Texto(
        "Corrija una dirección: un correo no salió", "Corrija direcciones: {n} correos no salieron", "Está en Hoy.",
        SOBRE_CORREOS,
    ),
    Acto.CORREO_REBOTADO: Texto(
        "Corrija una dirección: un correo no llegó", "Corrija direcciones: {n} correos no llegaron", "Está en Hoy.",
        SOBRE_CORREOS,
    ),
}  # fmt: skip
