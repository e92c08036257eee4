"""Archivos por su contenido: `archivos/<sha256>`, en disco antes de que la base los nombre."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from conoceles.nucleo.carpetas import carpetas


def ruta(sha256: str) -> Path:
    """Lugar del archivo con esa huella, exista o no."""
    return carpetas().archivos / sha256


def guardar(contenido: bytes, carpeta: Path | None = None) -> str:
    """Escribe y sincroniza el contenido; devuelve su SHA-256 en hexadecimal. Idempotente.

    `carpeta`: otra que no sea la común.
    """
    huella = hashlib.sha256(contenido).hexdigest()
    destino = (carpeta or carpetas().archivos) / huella
    if not destino.exists():
        destino.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=destino.parent, delete=False) as parcial:
            parcial.write(contenido)
            parcial.flush()
            os.fsync(parcial.fileno())
        os.replace(parcial.name, destino)
    return huella


def leer(sha256: str) -> bytes:
    """Contenido guardado. `FileNotFoundError` si no existe."""
    return ruta(sha256).read_bytes()
