"""Escribir un archivo entero o nada, y que siga ahí si se va la luz."""

from __future__ import annotations

import os
from pathlib import Path


def escribir(destino: Path, contenido: bytes) -> None:
    """Lo baja a disco aparte y lo pone en su lugar de un solo golpe."""
    destino.parent.mkdir(parents=True, exist_ok=True)
    parcial = destino.with_name(f".{destino.name}.parcial")
    with parcial.open("wb") as salida:
        salida.write(contenido)
        salida.flush()
        os.fsync(salida.fileno())
    parcial.replace(destino)
    sincronizar(destino.parent)


def sincronizar(carpeta: Path) -> None:
    """Baja a disco qué archivos hay en la carpeta."""
    descriptor = os.open(carpeta, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
