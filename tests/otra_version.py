"""Un cuestionario con otra versión, diga la que diga la carpeta: quien agrega una pregunta la sube, y estas pruebas no se enteran."""

from __future__ import annotations

import re


def otra_version(toml: str) -> str:
    """El mismo texto de `curricular.toml` o `identidad.toml`, con una versión que no es la suya."""
    hecho, veces = re.subn(r'^version = "(.+)"$', r'version = "\1.1"', toml, count=1, flags=re.MULTILINE)
    assert veces == 1
    return hecho
