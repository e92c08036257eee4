"""Lo que se anota de la difusión sale de un acto: lo que otro cliente puso, cambió o quitó se nombra y no se cuenta."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import Model

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.selladas import ajenas, nombre
from conoceles.difusion.models import Aliada, ComprobacionDeEnlace, Entrega, PasoDeAccion, Publicada

Fila = TypeVar("Fila", bound=Model)
# Cada tabla: cómo se dice y qué acto la escribe.
TABLAS: dict[type[Model], tuple[str, Acto]] = {
    Publicada: ("una publicación en redes", Acto.PUBLICADA_EN_REDES),
    ComprobacionDeEnlace: ("la comprobación de un enlace", Acto.ENLACES_COMPROBADOS),
    PasoDeAccion: ("un avance de la estrategia", Acto.ACCION_DE_DIFUSION_ANOTADA),
    Aliada: ("una aliada", Acto.ALIADA_ANOTADA),
    Entrega: ("una entrega a una aliada", Acto.ENTREGA_A_ALIADA),
}


def alteradas() -> Iterator[tuple[str, str]]:
    """(elección, qué) de lo que ningún acto dejó así."""
    for tabla, (que, _) in TABLAS.items():
        for eleccion in sorted({*_ajenas(tabla).values()}):
            yield eleccion, que


def que_constan(filas: Iterable[Fila]) -> list[Fila]:
    """De esas, en su orden, las que un acto dejó así."""
    lista = [*filas]
    por_fuera = _ajenas(type(lista[0])) if lista else {}
    return [fila for fila in lista if nombre(fila) not in por_fuera]


def _ajenas(tabla: type[Model]) -> dict[str, str]:
    return ajenas(tabla, "proceso_id", TABLAS[tabla][1])
