"""Los archivos estáticos de las pantallas privadas, bajo una carpeta con la huella del conjunto.

Una sola huella para todos permite que los módulos y las hojas se nombren entre sí con rutas relativas.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from django.apps import apps

from conoceles.nucleo.estatico import archivos, nombres


@cache
def _todos() -> dict[str, bytes]:
    """Los comunes (`nucleo`) y los de la carpeta `estatico/` de cada sala."""
    juntos = dict(archivos())
    for app in apps.get_app_configs():
        carpeta = Path(app.path) / "estatico"
        if app.name.startswith("conoceles."):
            juntos |= {archivo.name: archivo.read_bytes() for archivo in sorted(carpeta.glob("*.js"))}
    return juntos


@cache
def _huella() -> str:
    resumen = hashlib.sha256()
    for nombre, octetos in sorted(_todos().items()):
        resumen.update(nombre.encode() + b"\0" + octetos)
    return resumen.hexdigest()[:12]


def direccion(nombre: str) -> str:
    """Ruta con huella de un archivo por su nombre lógico; `KeyError` si no existe."""
    final = nombres().get(nombre, nombre)
    if final not in _todos():
        raise KeyError(nombre)
    return f"{_huella()}/{final}"


def contenido(ruta: str) -> tuple[bytes, str] | None:
    """Octetos y tipo de una ruta dada por `direccion`; `None` si no existe."""
    _, _, nombre = ruta.partition("/")
    octetos = _todos().get(nombre)
    if octetos is None:
        return None
    return octetos, mimetypes.guess_type(nombre)[0] or "application/octet-stream"


@cache
def comprimido(ruta: str) -> bytes | None:
    """El mismo archivo en gzip; `None` si no existe o así no pesa menos, como la letra."""
    archivo = contenido(ruta)
    octetos = gzip.compress(archivo[0], 9, mtime=0) if archivo else b""
    return octetos if archivo and len(octetos) < len(archivo[0]) else None
