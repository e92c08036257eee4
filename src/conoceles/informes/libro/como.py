"""Cómo se cumple cada entregable: lo genera el sistema, lo cumple un acto de la elección o se sube su documento."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.informes.libro.paquete import PROTOTIPO
from conoceles.proceso.carga.actos import ACTOS
from conoceles.proceso.definicion import Entregable


@dataclass(frozen=True)
class Como:
    """`pieza`: la editable donde se anota el acto que lo cumple; vacía si no es un acto."""

    dicho: str
    pieza: str = ""


def se_cumple(entregable: Entregable) -> Como:
    """Lo que hay que hacer con él."""
    pieza = f"{'acto' if entregable.acto in ACTOS else 'fecha'}-{entregable.acto}" if entregable.acto else ""
    if entregable.informe:
        return Como("lo genera el sistema", pieza)
    if pieza:
        return Como("lo cumple su acto, al anotarlo", pieza)
    if entregable.ruta == PROTOTIPO:
        return Como("lo arma el sistema: su paquete lleva el prototipo y el formato de la base")
    return Como("se sube su documento")
