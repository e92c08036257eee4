"""Qué se escribe de cada acto que avisa. A quién, lo dice la tabla de actos; aquí, cómo, en el orden en que urge.

`asunto` dice qué hacer, de una y de varias; `sigue`, qué pasó y qué pasa ahora. Ninguno dice una respuesta.
"""

from __future__ import annotations

from conoceles.avisos.al_instituto import AL_INSTITUTO
from conoceles.avisos.texto import PROPIA, Texto
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.papeles import RESPONSABLES

CON_EL_ACCESO = "va en la carta del acceso"
SIN_DIRECCION = "su dirección se acaba de suprimir; se lee al entrar"

A_LA_CANDIDATURA: dict[Acto, Texto] = {
    Acto.OBSERVADA: Texto(
        "Corrija lo observado y envíelo otra vez", "Corrija lo observado en {n} candidaturas y envíelas otra vez",
        "La autoridad electoral pide corregir una parte de la información; lo demás sigue su camino. Después de corregirla hay que "
        "enviarla otra vez: guardar no basta.",
    ),
    Acto.DEFINICION_ENMENDADA: Texto(
        "Vea la fecha que cambió", "Vea {n} fechas que cambiaron",
        "La autoridad electoral cambió el calendario de su elección, con su acuerdo. Los plazos que dicen las pantallas ya son los nuevos.",
    ),
    Acto.HABILITADA: Texto(
        "Ya puede capturar su información", "Ya puede capturar la información de {n} candidaturas",
        "La captura está abierta. Capturar y enviar los dos cuestionarios es obligatorio.",
    ),
    Acto.PLAZO_VENCIDO: Texto(
        "Envíe la información: venció su plazo", "Envíe la información de {n} candidaturas: venció su plazo",
        "Terminó el plazo de captura sin que se enviara. Todavía se recibe, y quedará como extemporánea.",
    ),
    Acto.FORMATO_RECHAZADO: Texto(
        "Suba otra vez el formato firmado", "Suba otra vez {n} formatos firmados",
        "La autoridad electoral no aceptó el formato de consentimiento. La razón se lee en «Consentimiento y formatos».",
    ),
    Acto.PARTE_LISTA: Texto(
        "Revise y envíe: la persona terminó su parte", "Revise y envíe {n}: las personas terminaron su parte",
        "La persona candidata avisó que terminó de capturar. Todavía falta enviar.",
    ),
    Acto.RESPONSABLE_CAMBIADO: Texto(
        "Vea quién responde ahora por la candidatura", "Vea quién responde ahora por {n} candidaturas",
        "Por un acuerdo cambió quién captura y envía.",
    ),
    Acto.ENVIADA: Texto(
        "Guarde su acuse: se recibió la información", "Guarde sus acuses: se recibió la información de {n} candidaturas",
        "La autoridad electoral la recibió y la va a revisar. No tiene que hacer nada más por ahora.",
    ),
    Acto.VALIDADA: Texto(
        "Nada que hacer: se validó la información", "Nada que hacer: se validó la información de {n} candidaturas",
        "Lo capturado corresponde a lo que se pregunta. Se publica en minutos, o cuando empiece la publicación.",
    ),
    Acto.PUBLICADA: Texto(
        "Revise su perfil: ya es público", "Revise {n} perfiles: ya son públicos",
        "Cualquier persona puede leerlo. Si algo no es lo que se envió o cambió, puede pedir un ajuste, una sola vez.",
    ),
    Acto.AJUSTE_DECLINADO: Texto(
        "Lea por qué no procede su ajuste", "Lea por qué no proceden {n} ajustes",
        "La autoridad electoral resolvió que el ajuste no procede. Lo publicado sigue igual y la solicitud quedó usada.",
    ),
    Acto.AJUSTE_APLICADO: Texto(
        "Revise su perfil: se aplicó el ajuste", "Revise {n} perfiles: se aplicaron sus ajustes",
        "Lo publicado ya dice lo que se pidió.",
    ),
    Acto.AJUSTE_PEDIDO: Texto(
        "Nada que hacer: se recibió su solicitud de ajuste", "Nada que hacer: se recibieron {n} solicitudes de ajuste",
        "Era la única que admite el plan. La autoridad electoral la resuelve a más tardar el día hábil siguiente.",
    ),
    Acto.CORRECCION_OFICIAL: Texto(
        "Revise su perfil: la autoridad electoral corrigió algo", "Revise {n} perfiles: la autoridad electoral corrigió algo",
        "Se corrigió de oficio. No gasta el ajuste que se puede pedir.",
    ),
    Acto.NOMBRE_CORREGIDO: Texto(
        "Revise cómo quedó escrito el nombre", "Revise cómo quedó escrito el nombre en {n} candidaturas",
        "La autoridad electoral corrigió cómo estaba escrito el nombre o el sobrenombre, y así se publica. No gasta el ajuste que se "
        "puede pedir. Si así no se escribe, avise a la autoridad electoral.",
    ),
    Acto.PADRON_ATESTIGUADO: Texto(
        "Revise cómo quedó su registro", "Revise cómo quedaron {n} registros",
        "La autoridad electoral dio por bueno un cambio en el nombre, el sobrenombre o la edad, y así se publica. Si así no es, avise a la "
        "autoridad electoral.",
    ),
    Acto.SECCION_OCULTA: Texto(
        "Revise su perfil: una parte dejó de mostrarse", "Revise {n} perfiles: una parte dejó de mostrarse",
        "Se ocultó por orden de una autoridad. En su lugar queda una nota.",
    ),
    Acto.SECCION_MOSTRADA: Texto(
        "Revise su perfil: una parte vuelve a mostrarse", "Revise {n} perfiles: una parte vuelve a mostrarse",
        "Terminó la orden que la ocultaba.",
    ),
    Acto.SUSTITUIDA: Texto(
        "Lea el acuerdo: se sustituyó la candidatura", "Lea los acuerdos: se sustituyeron {n} candidaturas",
        "Su perfil deja de publicarse y lo sensible se bloquea. Los derechos sobre los datos siguen.",
    ),
    Acto.CANCELADA: Texto(
        "Lea el acuerdo: se canceló el registro", "Lea los acuerdos: se cancelaron {n} registros",
        "Su perfil deja de publicarse y lo sensible se bloquea. Los derechos sobre los datos siguen.",
    ),
    Acto.RENUNCIA_REGISTRADA: Texto(
        "Lea el acuerdo: se registró la renuncia", "Lea los acuerdos: se registraron {n} renuncias",
        "Su perfil deja de publicarse y lo sensible se bloquea. Los derechos sobre los datos siguen.",
    ),
    Acto.RESTITUIDA: Texto(
        "Vea qué falta: se restituyó la candidatura", "Vea qué falta: se restituyeron {n} candidaturas",
        "Por sentencia, la candidatura vuelve a donde estaba.",
    ),
    Acto.CANDIDATURA_ACTUALIZADA: Texto(
        "Revise los datos del padrón: cambiaron", "Revise los datos de {n} candidaturas: cambiaron en el padrón",
        "La autoridad electoral recibió otro corte del padrón y así se publican. Si no es lo que se acordó, avísele.",
    ),
    Acto.CONSENTIMIENTO_REVOCADO: Texto(
        "Nada que hacer: se retiró su permiso de publicar", "Nada que hacer: se retiró su permiso en {n} candidaturas",
        "Lo que se publicaba con él sale del sitio en minutos. Solo lo saben usted y quien administra el sistema.",
    ),
    Acto.CONSENTIMIENTO_REDUCIDO: Texto(
        "Nada que hacer: se redujo su permiso de publicar", "Nada que hacer: se redujo su permiso en {n} candidaturas",
        "Lo que ya no permite sale del sitio en minutos. Solo lo saben usted y quien administra el sistema.",
    ),
    Acto.CONSENTIMIENTO_REGISTRADO: Texto(
        "Vea sus permisos: quedó registrada su respuesta", "Vea sus permisos: quedaron registradas {n} respuestas",
        "Puede cambiarla cuando quiera desde el sistema.",
    ),
    Acto.FORMATO_ACEPTADO: Texto(
        "Nada que hacer: se aceptó el formato firmado", "Nada que hacer: se aceptaron {n} formatos firmados",
        "Lo que la persona autorizó con su firma ya surte efecto.",
    ),
    Acto.ACREDITACION_RETIRADA: Texto(
        "Pregunte a la autoridad electoral: su dirección ya no está acreditada", "Pregunte a la autoridad electoral: {n} direcciones ya no lo están",
        "Lo que conteste desde ahora sobre publicar necesita su firma. Lo ya contestado no cambia.",
    ),
    Acto.VINCULO_RECONOCIDO: Texto(
        "Revise sus dos perfiles: quedaron vinculados", "Revise sus perfiles: quedaron vinculados {n}",
        "Los dos dicen que son suyos, como se pidió. Si usted no lo pidió, avise hoy mismo a la autoridad electoral. "
        "Puede retirarlo cuando quiera en «Mis datos».",
    ),
    Acto.VINCULO_NEGADO: Texto(
        "Pregunte a la autoridad electoral: no se vincularon sus perfiles", "Pregunte a la autoridad electoral: no se vincularon {n} perfiles",
        "No consta que el otro perfil sea suyo. Nada cambió en público; puede pedirlo otra vez con otra evidencia.",
    ),
    Acto.VINCULO_RETIRADO: Texto(
        "Nada que hacer: sus perfiles ya no están vinculados", "Nada que hacer: {n} perfiles ya no están vinculados",
        "Ninguno de los dos nombra al otro; sale del sitio en minutos.",
    ),
    Acto.IDENTIDAD_SUPRIMIDA: Texto(
        "Nada que hacer: se suprimieron sus respuestas de identidad", "Nada que hacer: se suprimió la identidad de {n}",
        "Se destruyó la llave con que se leían: ya nadie puede.",
    ),
    Acto.CERRADA: Texto(
        "Nada que hacer: se cerró la elección", "Nada que hacer: se cerró la elección para {n} candidaturas",
        "Ya no se captura ni se ajusta. El perfil queda como archivo.",
    ),
    Acto.REABIERTA: Texto(
        "Vea su candidatura: se deshizo el cierre", "Vea sus {n} candidaturas: se deshizo el cierre",
        "Un acto deshizo el cierre de la elección; la candidatura vuelve a su estado.",
    ),
    Acto.RECORDATORIO: Texto(
        "Envíe lo que falta: se lo recordamos", "Envíe lo que falta en {n} candidaturas: se lo recordamos",
        "El recordatorio salió por correo.", PROPIA,
    ),
    Acto.ARCO: Texto(
        "Vea su solicitud: avanzó", "Vea sus solicitudes: {n} avanzaron", "El detalle y el plazo están en «Mis datos».", PROPIA,
    ),
    Acto.AYUDA_CONTESTADA: Texto(
        "Lea la respuesta a lo que preguntó", "Lea {n} respuestas a lo que preguntó", "La autoridad electoral contestó.", PROPIA,
    ),
    Acto.PERSONA_INVITADA: Texto(
        "Capture su información: le invitaron", "Capture su información: le invitaron a {n}",
        "Quien responde por su candidatura le invitó a capturarla.", CON_EL_ACCESO,
    ),
    Acto.INVITACION_RETIRADA: Texto(
        "Vea sus derechos: se retiró su invitación", "Vea sus derechos: se retiraron {n} invitaciones",
        "Desde entonces captura quien responde por usted. Sus derechos no cambian.", PROPIA,
    ),
    Acto.IDENTIDAD_LIBERADA: Texto(
        "Vea sus derechos: se descartó su cuestionario", "Vea sus derechos: se descartaron {n} cuestionarios",
        "Lo que llevaba contestado estaba incompleto: se borró sin que nadie lo leyera.", PROPIA,
    ),
    Acto.SUPRIMIDA: Texto(
        "Nada que hacer: sus datos se suprimieron", "Nada que hacer: los datos de {n} se suprimieron",
        "Venció el plazo de conservación.", SIN_DIRECCION,
    ),
}  # fmt: skip


def de(papel: str) -> dict[Acto, Texto]:
    """Los mensajes que puede recibir ese papel, del que más urge al que menos."""
    return A_LA_CANDIDATURA if papel in RESPONSABLES else AL_INSTITUTO


def texto(acto: str, papel: str) -> Texto:
    """El de ese acto para ese papel; uno de otra versión se dice con su nombre y sin correo."""
    dicho = acto.replace("_", " ").capitalize()
    return next((t for a, t in de(papel).items() if a == acto), Texto(dicho, dicho, "", PROPIA))
