"""Qué tablas llevan sello en cada base, según las marcas que fue dejando cada versión del programa.

Una versión nueva empieza a sellar tablas: lo que tenían se asienta una vez. Si se vuelve a la de antes, esa escribe en ellas sin
sellar; al actualizar otra vez se asienta lo que escribió, menos lo que al volver ya no constaba.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import pairwise

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import PARCIAL, de_la_base, sellada
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance

TABLAS = "selladas"  # las que asentó esa marca
_VUELVE, _NO_CONSTAN = "sella_la_anterior", "no_constan"


def sin_asentar(using: str, tablas: Iterable[str], sin_decirlo: Iterable[str] = ()) -> set[str]:
    """De esas, las que ninguna marca dice, o las que no sellaba la versión a la que después se volvió.

    `sin_decirlo`: las que asentaban las marcas que todavía no decían cuáles. Sin una marca con su sello, ninguna: quitarlos no
    da por bueno lo cambiado.
    """
    marcas, dichas = _selladas(using), set[str]()
    for marca in marcas:
        if _VUELVE in marca.datos:
            dichas &= set(marca.datos[_VUELVE])
        else:
            dichas |= set(marca.datos.get(TABLAS, sin_decirlo))
    return set(tablas) - dichas if marcas else set()


def vuelve(
    using: str, *, sella: Collection[str], no_constan: Collection[str], por: Alcance, ahora: datetime
) -> None:
    """A punto de volver de versión. `sella`: las tablas que sella aquella. `no_constan`: lo que hoy no dejó ningún acto, y que por
    eso no se asentará al actualizar otra vez."""
    datos = {PARCIAL: True, TABLAS: [], _VUELVE: sorted(sella), _NO_CONSTAN: sorted(no_constan)}
    registrar(using=using, por=por, acto=Acto.ANTERIOR_ASENTADO, ahora=ahora, datos=datos)


def no_constaban(using: str) -> set[str]:
    """Lo que así se dijo la última vez que se volvió de versión."""
    vueltas = [marca.datos[_NO_CONSTAN] for marca in _selladas(using) if _VUELVE in marca.datos]
    return set(vueltas[-1]) if vueltas else set()


def asentada_al_volver(using: str) -> bool:
    """Si después de volver de versión se asentó lo que la de antes escribió sin sellar."""
    suyas = [_VUELVE in marca.datos for marca in _selladas(using)]
    return (True, False) in {*pairwise(suyas)}


def _selladas(using: str) -> list[Entrada]:
    return [marca for marca in de_la_base(using) if sellada(marca)]
