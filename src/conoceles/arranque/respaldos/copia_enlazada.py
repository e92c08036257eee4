"""Copiar una carpeta sin gastar dos veces lo mismo: lo que no cambió desde la copia anterior se enlaza con ella."""

from __future__ import annotations

import contextlib
import os
import shutil
from functools import partial
from pathlib import Path

SIN = shutil.ignore_patterns(".parcial-*", "*.tmp", "*.gz", "*.br")  # a medias, o lo mismo comprimido


def copiar(origen: Path, destino: Path, anterior: Path | None = None) -> None:
    """`origen`, carpeta o archivo, en `destino`, que puede existir. `anterior`: lo mismo en la copia previa, si la hay."""
    uno = partial(_uno, origen, anterior)
    if origen.is_dir():
        shutil.copytree(origen, destino, symlinks=True, ignore=SIN, copy_function=uno, dirs_exist_ok=True)
    else:
        destino.parent.mkdir(parents=True, exist_ok=True)
        uno(str(origen), str(destino))


def si_sigue(origen: str, destino: str) -> None:
    """Un temporal puede tomar su nombre definitivo mientras se copia; lo que A y B nombran ya lo tenía."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(origen, destino)


def _uno(origen: Path, anterior: Path | None, desde: str, hasta: str) -> None:
    """Enlazado con el de la copia anterior, si no cambió de tamaño ni de fecha (al copiar se conserva) y es del mismo disco."""
    with contextlib.suppress(OSError):
        estado, previo = os.stat(desde), (anterior or Path()) / Path(desde).relative_to(origen)
        antes = previo.lstat()
        if anterior and (antes.st_size, antes.st_mtime_ns) == (estado.st_size, estado.st_mtime_ns):
            os.link(previo, hasta)
            return
    si_sigue(desde, hasta)
