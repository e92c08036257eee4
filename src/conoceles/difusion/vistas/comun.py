"""Lo común a las pantallas de difusión."""

from __future__ import annotations

from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion


def definicion() -> Definicion:
    """La de la elección en curso. `NoEncontrado` si no hay ninguna."""
    vigente = procesos.vigente()
    if vigente is None:
        raise NoEncontrado("No hay una elección en curso.")
    return procesos.definicion(vigente.clave)
