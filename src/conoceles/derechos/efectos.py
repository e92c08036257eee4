"""Hacer efectivo lo procedente: rectificar, cancelar u oponerse, con el acto que de verdad lo cumple."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.timezone import localdate

from conoceles.bitacora.papeles import ADMINISTRACION
from conoceles.derechos.listas import ALCANCES
from conoceles.derechos.models import PasoARCO, SolicitudARCO
from conoceles.derechos.operaciones import fundar, terminar
from conoceles.expediente.ajuste import correcciones
from conoceles.expediente.models import Retencion
from conoceles.identidad import ajustes
from conoceles.identidad import operaciones as identidad
from conoceles.identidad.llaves import copia_de_llaves
from conoceles.identidad.permisos import consentimiento
from conoceles.integridad.pregunta import exigir
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import en_palabras
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio


@transaction.atomic
def hacer_efectiva(*, solicitud: SolicitudARCO, nota: str, por: Alcance, ahora: datetime) -> PasoARCO:
    """Cumple una rectificación, cancelación u oposición procedente; el acceso lo cumple `paquete`.

    `Conflicto` si no está procedente; `ErrorDeDominio` si nada cambia en el sistema y no se dice qué se hizo.
    """
    por.exigir(ADMINISTRACION, "esa solicitud")
    exigir(SolicitudARCO, PasoARCO, de=[solicitud.candidatura.folio])
    ultimo = solicitud.pasos.order_by("-id").first()
    if ultimo is None or ultimo.estado != "procedente":
        raise Conflicto("Solo se hace efectiva una solicitud procedente.")
    acto = ACTOS.get(solicitud.derecho)
    if acto is None:
        raise Conflicto("El acceso se hace efectivo al generar el paquete con sus datos.")
    fundar(solicitud, "efectiva", ahora)  # antes que el acto: una llave destruida no vuelve
    hecho = acto(solicitud, por, ahora)
    if not hecho and not nota.strip():
        raise ErrorDeDominio("Escriba qué se hizo para cumplirla.", campo="nota")
    return terminar(solicitud, " ".join(p for p in (hecho, nota.strip()) if p), por=por, ahora=ahora)


def _rectificar(solicitud: SolicitudARCO, por: Alcance, ahora: datetime) -> str:
    """Corrección de oficio que no gasta el ajuste; lo del padrón se corrige con su corte y aquí se explica."""
    if not solicitud.debe_decir and not solicitud.con_identidad:
        return ""
    fila = solicitud.candidatura
    respuestas = (
        ajustes.pedido_en_claro(candidatura=fila, ajuste=solicitud.pk, por=por)
        if solicitud.con_identidad
        else {}
    )
    zona = ZoneInfo(fila.definicion.calendario.zona)
    correcciones.corregir_de_oficio(
        candidatura=fila,
        debe_decir=solicitud.debe_decir,
        de_identidad=respuestas,
        causa="rectificacion",
        acuerdo=solicitud.numero,
        fecha_acuerdo=solicitud.recibida_en.astimezone(zona).date(),
        por=por,
        ahora=ahora,
    )
    return "Se publicó la corrección."


def _cancelar(solicitud: SolicitudARCO, por: Alcance, ahora: datetime) -> str:
    """Destruye la llave de sus respuestas; de una copia de la llave que se llevó a otra parte, dice hasta cuándo vale."""
    if Retencion.objects.filter(candidatura=solicitud.candidatura, fin_en=None).exists():
        raise Conflicto("Hay un litigio abierto: no se suprime nada hasta que termine.")
    identidad.suprimir(candidatura=solicitud.candidatura, por=por, ahora=ahora)
    return (
        "Se destruyó la llave de sus respuestas de identidad: aquí ya no se pueden leer. Las copias de esa llave que hubiera en otra parte "
        f"caducan a más tardar el {en_palabras(localdate(ahora + copia_de_llaves.VIVE))}; desde entonces, tampoco en los respaldos."
    )


def _oponerse(solicitud: SolicitudARCO, por: Alcance, ahora: datetime) -> str:
    consentimiento.revocar(
        candidatura=solicitud.candidatura,
        estadistica=solicitud.alcance == "estadistica",
        por=por,
        ahora=ahora,
    )
    return f"{ALCANCES[solicitud.alcance]}: desde ahora."


ACTOS: dict[str, Callable[[SolicitudARCO, Alcance, datetime], str]] = {
    "rectificacion": _rectificar,
    "cancelacion": _cancelar,
    "oposicion": _oponerse,
}
