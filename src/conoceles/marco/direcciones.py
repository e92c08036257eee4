"""Cada elección tiene su dirección: `/eleccion/CLAVE/…` es la misma pantalla, de esa elección.

La elección va en la dirección y no en la sesión: dos pestañas pueden ver dos elecciones, y ninguna escribe en la otra.
"""

from __future__ import annotations

import re

from django.conf import settings

from conoceles.proceso import consultas as procesos

DE_ELECCION = re.compile(r"/eleccion/([-\w]{1,60})(/.*)", re.DOTALL)


def en_eleccion(ruta: str, clave: str) -> str:
    """Esa ruta (con el prefijo de la instalación, y el de otra elección o ninguno) en la elección dada."""
    prefijo = settings.FORCE_SCRIPT_NAME or ""
    return f"{prefijo}/eleccion/{clave}{sin_eleccion(ruta)}"


def sin_eleccion(ruta: str) -> str:
    """La ruta sin el prefijo de la instalación ni el de una elección."""
    propia = ruta.removeprefix(settings.FORCE_SCRIPT_NAME or "")
    hallada = DE_ELECCION.fullmatch(propia)
    return hallada[2] if hallada else propia


def para_correo(ruta: str, clave: str) -> str:
    """Con su elección, si hay otra abierta con la que se pudiera confundir."""
    return en_eleccion(ruta, clave) if clave and len(procesos.abiertas()) > 1 else ruta
