"""Poner un correo en cola y despacharla. Quien encola no espera al servidor de correo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from smtplib import SMTPException, SMTPServerDisconnected

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.validators import validate_email
from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import registrar
from conoceles.correo import sello, sobre
from conoceles.correo.fallas import de_error, es_rechazo
from conoceles.correo.models import Correo
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.orden import para_cambiar
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio, ErroresDeCampos

ESPERAS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
LOTE = 20  # por vuelta del obrero: publicar no espera a que se vacíe la cola
MAXIMO = 254  # caracteres de una dirección (RFC 5321)
INCOMPLETO = "Escriba un correo completo, por ejemplo nombre@ejemplo.mx."
POR = Alcance.sistema("correo")
AUTOMATICO = {"Auto-Submitted": "auto-generated"}  # RFC 3834: los contestadores no responden
DE_LA_ENTREGA = {
    "enviado": Acto.CORREO_ENVIADO,
    "fallido": Acto.CORREO_FALLIDO,
    "rebotado": Acto.CORREO_REBOTADO,
}


@transaction.atomic
def encolar(
    *,
    para: str,
    asunto: str,
    cuerpo: str,
    clase: str,
    proceso: str = "",
    folio: str = "",
    secreto: bool = False,
    reenvio_de: Correo | None = None,
    por: Alcance,
    ahora: datetime,
) -> Correo:
    """Deja un correo en cola, dentro de la transacción del acto que lo motiva.

    `cuerpo` es texto simple y nunca lleva respuestas. Con `secreto` (una liga de un solo uso) espera cerrado y se borra
    de la base en cuanto sale. `ErrorDeDominio` si el correo no se entiende o el asunto no es una línea.
    """
    exigir_direccion(para)
    if not asunto.strip() or len(asunto.splitlines()) != 1:
        raise ErrorDeDominio("El asunto debe ser una sola línea.", campo="asunto")
    correo = Correo(
        para=para,
        asunto=asunto.strip(),
        cuerpo=sobre.cerrar(cuerpo, para) if secreto else cuerpo,
        clase=clase,
        proceso=proceso,
        folio=folio,
        secreto=secreto,
        por=por.actor,
        en=ahora,
        siguiente_en=ahora,
        reenvio_de=reenvio_de,
    )
    correo.message_id = sello.identificador(correo, _dominio())
    correo.save()
    _anotar(correo, Acto.CORREO_ENCOLADO, por=por, ahora=ahora)
    return correo


@transaction.atomic
def reenviar(*, correo: Correo, para: str, motivo: str, por: Alcance, ahora: datetime) -> Correo:
    """Manda lo mismo a la dirección corregida; el que no llegó se queda como estaba. Devuelve el nuevo.

    `motivo`: de dónde salió esa dirección; queda en la bitácora, sin ella. `NoEncontrado` si quien actúa no
    administra; `Conflicto` si ese correo llegó, ya se reenvió o llevaba una liga de un solo uso; `ErroresDeCampos`
    (`correo`, `motivo`) si la dirección no se entiende o es la misma, o si falta el motivo.
    """
    por.exigir(("administracion",), "ese correo")
    fila = para_cambiar(Correo.objects.all()).get(pk=correo.pk)
    if (
        fila.estado not in ("rebotado", "fallido")
        or fila.secreto
        or not fila.cuerpo
        or hasattr(fila, "reenvio")
    ):
        raise Conflicto(
            "Ese correo ya no se puede reenviar: llegó, ya se reenvió o su enlace dejó de servir."
        )
    nueva = para.strip().lower()
    errores = {}
    if not _se_entiende(nueva):
        errores["correo"] = INCOMPLETO
    elif nueva == fila.para.lower():
        errores["correo"] = "Es la misma dirección a la que no llegó: escriba otra."
    if not motivo.strip():
        errores["motivo"] = "Diga de dónde salió la dirección corregida."
    if errores:
        raise ErroresDeCampos("Falta información para reenviarlo.", errores)
    nuevo = encolar(
        para=nueva, asunto=fila.asunto, cuerpo=fila.cuerpo, clase=fila.clase, proceso=fila.proceso,
        folio=fila.folio, reenvio_de=fila, por=por, ahora=ahora,
    )  # fmt: skip
    _anotar(nuevo, Acto.CORREO_REENVIADO, por=por, ahora=ahora, anterior=fila.pk, motivo=motivo.strip())
    return nuevo


def exigir_direccion(direccion: str) -> None:
    """`ErrorDeDominio` (campo `correo`) si no es una dirección completa que quepa."""
    if not _se_entiende(direccion):
        raise ErrorDeDominio(INCOMPLETO, campo="correo")


def _se_entiende(direccion: str) -> bool:
    try:
        validate_email(direccion)
    except ValidationError:
        return False
    return len(direccion) <= MAXIMO


def despachar(*, ahora: datetime) -> int:
    """Intenta los que están en su turno, hasta `LOTE`. Devuelve cuántos salieron.

    Si el servidor no contesta, lanza `OSError` o `SMTPException` sin gastar intentos: quien llama espera.
    """
    turnos = list(Correo.objects.por_enviar(ahora).values_list("pk", flat=True)[:LOTE])
    if not turnos:
        return 0
    conexion = get_connection()
    conexion.open()
    try:
        return sum(_intentar(pk, conexion, ahora) for pk in turnos)
    finally:
        conexion.close()


def enviar_ya(*, para: str, asunto: str, cuerpo: str) -> None:
    """Sin cola ni base, para decir que nadie las atiende. `OSError` (`SMTPException` lo es) si no sale."""
    EmailMessage(asunto, cuerpo, to=[para], headers=AUTOMATICO).send()


def _intentar(pk: int, conexion: BaseEmailBackend, ahora: datetime) -> bool:
    """Aparta, envía y asienta. Enviar queda fuera de la transacción: el servidor puede tardar."""
    correo = _apartar(pk, ahora)
    if correo is None:
        return False
    if not sello.consta(correo):
        concluir(pk, estado="fallido", motivo=sello.NO_CONSTA, ahora=ahora)
        return False
    try:
        _mensaje(correo, conexion).send()
    except ErrorDeDominio as cambiado:
        concluir(pk, estado="fallido", motivo=str(cambiado), ahora=ahora)
        return False
    except (SMTPException, OSError) as error:
        _asentar_error(pk, error, ahora)
        if isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException):
            raise  # la conexión ya no sirve para los que siguen
        return False
    concluir(pk, estado="enviado", ahora=ahora)
    return True


@transaction.atomic
def _apartar(pk: int, ahora: datetime) -> Correo | None:
    """Cuenta el intento y corre el turno antes de enviar: dos obreros no toman el mismo."""
    correo = para_cambiar(Correo.objects.por_enviar(ahora).filter(pk=pk)).first()
    if correo is None:
        return None
    correo.siguiente_en = ahora + ESPERAS[min(correo.intentos, len(ESPERAS) - 1)]
    correo.intentos += 1
    correo.save(update_fields=["siguiente_en", "intentos"])
    return correo


def _mensaje(correo: Correo, conexion: BaseEmailBackend) -> EmailMessage:
    encabezados = {
        "Message-ID": correo.message_id,
        "Date": format_datetime(correo.en),
        **AUTOMATICO,
    }
    return EmailMessage(
        correo.asunto, correo.texto, to=[correo.para], headers=encabezados, connection=conexion
    )


def _asentar_error(pk: int, error: Exception, ahora: datetime) -> None:
    """Un rechazo definitivo rebota; lo demás espera su siguiente turno hasta agotar los intentos."""
    if es_rechazo(error):
        concluir(pk, estado="rebotado", motivo=de_error(error), ahora=ahora)
    elif Correo.objects.get(pk=pk).intentos >= len(ESPERAS):
        concluir(pk, estado="fallido", motivo=de_error(error), ahora=ahora)


@transaction.atomic
def concluir(pk: int, *, estado: str, motivo: str = "", ahora: datetime) -> bool:
    """Asienta qué fue de un correo. Falso si ya se sabía: repetirlo no cambia nada."""
    correo = para_cambiar(Correo.objects.all()).get(pk=pk)
    if correo.estado != "en_cola" and not (correo.estado == "enviado" and estado == "rebotado"):
        return False
    correo.estado, correo.motivo = estado, motivo
    if estado == "enviado":
        correo.enviado_en = ahora
    if correo.secreto:
        correo.cuerpo = ""
    correo.save(update_fields=["estado", "motivo", "enviado_en", "cuerpo"])
    _anotar(correo, DE_LA_ENTREGA[estado], por=POR, ahora=ahora)
    return True


@transaction.atomic
def olvidar(direcciones: Iterable[str]) -> None:
    """Borra esas direcciones y lo que se les escribió; queda que hubo un correo, cuándo y qué fue de él.

    Lo llama quien suprime los datos de una persona (plan §12), y ese acto deja la entrada en la bitácora.
    """
    halladas = nuevas = set(
        Correo.objects.filter(para__in=[d for d in direcciones if d]).values_list("pk", flat=True)
    )
    while nuevas:  # lo mismo, mandado a una dirección corregida, también es suyo
        nuevas = set(Correo.objects.filter(reenvio_de__in=nuevas).values_list("pk", flat=True))
        halladas = halladas | nuevas
    suyos = Correo.objects.filter(pk__in=halladas)
    list(para_cambiar(suyos.only("pk").order_by("pk")))
    suyos.filter(estado="en_cola").update(estado="fallido", motivo="La dirección se suprimió.")
    suyos.update(para="", cuerpo="")


def _anotar(correo: Correo, acto: Acto, *, por: Alcance, ahora: datetime, **mas: object) -> None:
    """Sin la dirección: la bitácora no se borra nunca.

    El que no es de una candidatura no se asienta en la elección.
    """
    registrar(
        using="default",
        por=por,
        acto=acto,
        ahora=ahora,
        proceso=correo.proceso if correo.folio else "",
        folio=correo.folio,
        datos={"correo": correo.pk, "clase": correo.clase, **mas},
    )


def _dominio() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
