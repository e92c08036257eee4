"""Los archivos que viven en un almacén ajeno a la carpeta de datos, a la copia de respaldo y de vuelta.

Ninguno cambia: el que ya está en la copia anterior se enlaza con ella y no se vuelve a bajar.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from conoceles.nucleo import archivos


def bajar(destino: Path, anterior: Path | None = None) -> None:
    """Todos, a `destino`. `anterior`: otra copia en el mismo disco. `AlmacenCaido` si deja de atender."""
    for de in archivos.DEPOSITOS:
        (destino / de).mkdir(mode=0o700, exist_ok=True)
        for huella in sorted(archivos.todos(de)):
            with contextlib.suppress(OSError):
                if anterior:
                    os.link(anterior / de / huella, destino / de / huella)
                    continue
            (destino / de / huella).write_bytes(archivos.leer(huella, de))


def subir(origen: Path) -> None:
    """Los de una copia, al almacén. Los que ya están no se repiten."""
    for de in archivos.DEPOSITOS:
        for archivo in sorted((origen / de).glob("*")):
            archivos.guardar(archivo.read_bytes(), de)
