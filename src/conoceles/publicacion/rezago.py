"""Hasta dónde leyó el publicador cada cadena, para decir cuánto falta por publicar, desde cualquier máquina."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from conoceles.bitacora.consultas import hasta_aqui, por_publicar, sigue
from conoceles.publicacion.instantanea import cadena
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.models import Publicada
from conoceles.publicacion.novedades import BASES


def asentar(arbol: Arbol, leidas: Mapping[str, int], sin_archivo: Mapping[str, str], ahora: datetime) -> None:
    """Lo que entró en la última publicación, la que se sirve. Si nada cambió, no escribe."""
    fila = Publicada.objects.filter(pk=arbol.carpeta.name).first()
    dichas = {"leidas": dict(leidas), "sin_archivo": dict(sin_archivo)}
    if fila is None or (fila.instantanea, fila.leidas, fila.sin_archivo) != (
        arbol.actual(),
        *dichas.values(),
    ):
        cadena.anotar(arbol, arbol.actual(), ahora, **dichas)


def hay(clave: str) -> bool:
    """Si algo de esa elección está publicado."""
    return Publicada.objects.filter(pk=clave).exists()


def sin_archivo(clave: str) -> dict[str, str]:
    """Folio → huella de la fotografía cuyo archivo no estaba al publicar: esas candidaturas esperan; las demás, no."""
    return Publicada.objects.filter(pk=clave).values_list("sin_archivo", flat=True).first() or {}


def rezago(clave: str) -> dict[str, int]:
    """Base → id de la última entrada que entró en una publicación; 0 si no se ha publicado."""
    leidas = Publicada.objects.filter(pk=clave).values_list("leidas", flat=True).first() or {}
    return {base: int(leidas.get(base, 0)) for base in BASES}


@dataclass(frozen=True)
class Atraso:
    """Actos de la bitácora que todavía no entran en el sitio, y cuánto hace del más antiguo."""

    pendientes: int
    tiempo: timedelta


@dataclass(frozen=True)
class _Contadas:
    """De una base, las que esperan entre la última publicada y `hasta`."""

    leida: int
    hasta: tuple[int, str]
    cuantas: int = 0
    primera: datetime | None = None


_CONTADAS: dict[tuple[str, str], _Contadas] = {}  # por base y elección


def atraso(clave: str, ahora: datetime) -> Atraso:
    """Cero si todo lo ocurrido está publicado."""
    esperan = [_esperan(base, clave, leida) for base, leida in rezago(clave).items()]
    primeras = [uno.primera for uno in esperan if uno.primera]
    tiempo = ahora - min(primeras) if primeras else timedelta()
    return Atraso(sum(uno.cuantas for uno in esperan), tiempo)


def _esperan(base: str, clave: str, leida: int) -> _Contadas:
    """La bitácora solo crece y en orden: a lo contado la vez anterior se suman las que llegaron después."""
    hasta = hasta_aqui(base)
    antes = _CONTADAS.get((base, clave))
    if antes is None or antes.leida != leida or not sigue(base, antes.hasta):
        antes = _Contadas(leida, (0, ""))
    desde = max(leida, antes.hasta[0])
    nuevas = por_publicar(base, desde).filter(proceso=clave, id__lte=hasta[0])
    cuantas = nuevas.order_by().count() if hasta[0] > desde else 0
    primera = antes.primera or (nuevas.values_list("momento", flat=True).first() if cuantas else None)
    juntas = _CONTADAS[base, clave] = _Contadas(leida, hasta, antes.cuantas + cuantas, primera)
    return juntas
