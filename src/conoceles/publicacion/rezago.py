"""Hasta dónde leyó el publicador cada cadena, para decir cuánto falta por publicar, desde cualquier máquina."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from conoceles.bitacora.consultas import por_publicar
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


def atraso(clave: str, ahora: datetime) -> Atraso:
    """Cero si todo lo ocurrido está publicado."""
    esperan = [por_publicar(base, leida).filter(proceso=clave) for base, leida in rezago(clave).items()]
    primeras = [momento for uno in esperan if (momento := uno.values_list("momento", flat=True).first())]
    tiempo = ahora - min(primeras) if primeras else timedelta()
    return Atraso(sum(uno.count() for uno in esperan), tiempo)
