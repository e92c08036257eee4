"""Lo común a las pantallas de difusión."""

from __future__ import annotations

from django.http import HttpRequest

from conoceles.candidaturas.alcances import alcance
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion


def definicion(request: HttpRequest) -> Definicion:
    """La de la elección que ve. `NoEncontrado` si no hay ninguna."""
    vigente = procesos.elegida(alcance(request))
    if vigente is None:
        raise NoEncontrado("No hay una elección en curso.")
    return procesos.definicion(vigente.clave)
