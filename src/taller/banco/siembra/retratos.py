"""Los retratos que se reparten: quinientos distintos, dibujados y guardados como quedan al subirlos."""

from __future__ import annotations

from typing import NamedTuple

from conoceles.curricular.fotografias import recodificar
from conoceles.nucleo import archivos
from conoceles.proceso.definicion import Fotografia
from taller.demo.retratos import retrato

MODELOS = 500


class Guardado(NamedTuple):
    """Un retrato como se sube, y como queda ya recodificado."""

    dibujo: bytes
    sha256: str
    octetos: int


def guardar(numero: int) -> Guardado:
    """El de ese número, que es siempre el mismo."""
    dibujo = retrato(f"banco-{numero}", mujer=bool(numero % 2), edad=40)
    limpio = recodificar(dibujo, reglas=Fotografia())
    return Guardado(dibujo, archivos.guardar(limpio), len(limpio))
