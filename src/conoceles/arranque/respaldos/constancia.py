"""Cuándo se respaldó, para que la comprobación diga cuánto hace."""

from __future__ import annotations

import json
from typing import TypedDict

import msgspec

from conoceles.nucleo.carpetas import carpetas
from conoceles.registro import disco

ARCHIVO = "respaldo.json"


class Constancia(TypedDict, total=False):
    """`segundo`, cuándo llegó una además al segundo lugar; `falla`, por qué la última no, y qué hacer."""

    momento: str
    segundo: str
    falla: list[str]


def leer() -> Constancia:
    """La última; vacía si no hay, o si está cortada: entonces no da constancia de nada."""
    try:
        return msgspec.json.decode((carpetas().registros / ARCHIVO).read_bytes(), type=Constancia)
    except (FileNotFoundError, ValueError):
        return {}


def anotar(dicho: Constancia) -> None:
    """En lugar de la anterior, que pudo escribir otra cuenta del sistema."""
    carpetas().registros.mkdir(exist_ok=True, mode=0o700)
    disco.escribir(carpetas().registros / ARCHIVO, (json.dumps(dicho) + "\n").encode())
