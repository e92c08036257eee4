"""Leer ajustes: uno con su reloj, o la cola de una elección."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db.models import QuerySet

from conoceles.bitacora.estados import SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Fotografia
from conoceles.expediente.ajuste.ajustes import CAUSAS, fundamento
from conoceles.expediente.ajuste.dice import Cambio, cambios
from conoceles.expediente.models import Ajuste, AjusteResuelto
from conoceles.identidad import ajustes as identidad
from conoceles.identidad.ajustes import Cambio as CambioDeIdentidad
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

MEDIOS = {"sistema": "En el sistema", "correo": "Por correo"}


@dataclass(frozen=True)
class Solicitud:
    """Un ajuste como se muestra. `estado`: pendiente, aplicado o declinado."""

    folio: str
    nombre: str
    lugar: str
    medio: str
    recibido_en: datetime
    ultimo_dia: datetime  # un instante antes de que venza: su fecha es el último día
    estado: str
    reloj: str
    vencida: bool
    resuelta_en: datetime | None
    razon: str
    cambios: tuple[Cambio, ...]
    con_fotografia: bool
    con_identidad: bool  # qué pide, solo lo ve quien resuelve, con constancia

    @property
    def pendiente(self) -> bool:
        return self.estado == "pendiente"


def solicitud(candidatura: Candidatura, ahora: datetime) -> Solicitud | None:
    """La de esta candidatura, que llega ya filtrada por alcance; `None` si nunca pidió."""
    ajuste = Ajuste.objects.select_related("resuelto").filter(candidatura=candidatura).first()
    if ajuste is None:
        return None
    return _leida(ajuste, candidatura, ahora, tuple(cambios(candidatura, ajuste.dice, ajuste.debe_decir)))


def identidad_pedida(
    candidatura: Candidatura, *, por: Alcance, ahora: datetime
) -> tuple[CambioDeIdentidad, ...]:
    """Dice y debe decir de las respuestas; deja constancia de la lectura. `NoEncontrado` si no hay o no puede."""
    ajuste = Ajuste.objects.filter(candidatura=candidatura, con_identidad=True).first()
    if ajuste is None:
        raise NoEncontrado("Ese ajuste no pide cambios de identidad.")
    return identidad.leer_pedido(candidatura=candidatura, ajuste=ajuste.pk, por=por, ahora=ahora)


def fotografia_pedida(candidatura: Candidatura) -> Fotografia | None:
    """La que el ajuste pide publicar; la candidatura llega ya filtrada por alcance."""
    ajuste = Ajuste.objects.filter(candidatura=candidatura).select_related("fotografia").first()
    return ajuste.fotografia if ajuste else None


def cola(alcance: Alcance, proceso: str, ahora: datetime) -> list[Solicitud]:
    """Todas las de la elección: primero las pendientes por vencimiento, luego las resueltas."""
    return sorted(_leidas(Ajuste.objects.all(), alcance, proceso, ahora), key=lambda s: not s.pendiente)


def pendientes(alcance: Alcance, proceso: str, ahora: datetime) -> list[Solicitud]:
    """De ellas, las que nadie ha resuelto, sin leer las demás."""
    return _leidas(Ajuste.objects.filter(resuelto=None), alcance, proceso, ahora)


def _leidas(ajustes: QuerySet[Ajuste], alcance: Alcance, proceso: str, ahora: datetime) -> list[Solicitud]:
    """De las candidaturas que siguen, por vencimiento."""
    suyas = Candidatura.objects.en(alcance).con_todo().filter(proceso=proceso).exclude(estado__in=SIN_PERFIL)
    vivas = {c.pk: c for c in suyas.filter(pk__in=ajustes.values("candidatura")).order_by()}
    filas = ajustes.select_related("resuelto").filter(candidatura__in=vivas).order_by("vence_en")
    return [_leida(fila, vivas[fila.candidatura_id], ahora, ()) for fila in filas]


def _leida(ajuste: Ajuste, candidatura: Candidatura, ahora: datetime, antes: tuple[Cambio, ...]) -> Solicitud:
    resuelto = getattr(ajuste, "resuelto", None)
    estado = "pendiente" if resuelto is None else "declinado" if resuelto.causa else "aplicado"
    contienda = candidatura.formula.contienda
    return Solicitud(
        folio=candidatura.folio,
        nombre=candidatura.nombre,
        lugar=f"{contienda.nombre} · {candidatura.formula.fuerza.dicha} · {candidatura.calidad_dicha}",
        medio=MEDIOS[ajuste.medio],
        recibido_en=ajuste.recibido_en,
        ultimo_dia=ajuste.vence_en - timedelta(microseconds=1),
        estado=estado,
        reloj=_reloj(ajuste.vence_en - ahora) if resuelto is None else "",
        vencida=(resuelto.recibido if resuelto else ahora) >= ajuste.vence_en,
        resuelta_en=resuelto.en if resuelto else None,
        razon=_razon(candidatura, resuelto) if resuelto and resuelto.causa else "",
        cambios=antes,
        con_fotografia=ajuste.fotografia_id is not None,
        con_identidad=ajuste.con_identidad,
    )


def _razon(candidatura: Candidatura, resuelto: AjusteResuelto) -> str:
    return f"{CAUSAS[resuelto.causa][0]} ({fundamento(candidatura.proceso_id, resuelto.causa, resuelto.en)})"


def _reloj(falta: timedelta) -> str:
    """Cuánto queda, o cuánto hace que venció, en horas enteras."""
    horas = falta.total_seconds() / 3600
    if horas <= 0:
        if horas < -48:
            return f"Venció hace {int(-horas // 24)} días"
        return f"Venció hace {ceil(-horas)} h" if horas < -1 else "Acaba de vencer"
    return f"Quedan {int(horas)} h" if horas >= 1 else "Queda menos de una hora"
