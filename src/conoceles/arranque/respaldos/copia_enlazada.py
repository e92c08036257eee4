"""Copiar una carpeta sin gastar dos veces lo mismo: lo que no cambió desde la copia anterior se enlaza con ella.

Conserva además los enlaces duros de adentro: las instantáneas del sitio comparten casi todos sus archivos.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

A_MEDIAS = shutil.ignore_patterns(".parcial-*", ".lista-*", "*.tmp")


def copiar(origen: Path, destino: Path, anterior: Path | None = None) -> None:
    """`origen` en `destino`, que puede existir. `anterior`: la misma carpeta en la copia previa, si la hay.

    Sin lo que quedó a medias ni los clones que el publicador deja listos: los rehace.
    """
    copiadora = _Copiadora(origen, anterior)
    shutil.copytree(
        origen, destino, symlinks=True, ignore=A_MEDIAS, copy_function=copiadora.uno, dirs_exist_ok=True
    )


def si_sigue(origen: str, destino: str) -> None:
    """Un temporal puede tomar su nombre definitivo mientras se copia; lo que A y B nombran ya lo tenía."""
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(origen, destino)


class _Copiadora:
    def __init__(self, origen: Path, anterior: Path | None) -> None:
        self._origen, self._anterior = origen, anterior
        self._vistos: dict[tuple[int, int], str] = {}

    def uno(self, desde: str, hasta: str) -> None:
        """Enlaza con su gemelo, de esta copia o de la anterior; si no lo tiene, copia."""
        try:
            estado = os.stat(desde)
        except FileNotFoundError:
            return
        nodo = (estado.st_dev, estado.st_ino)
        gemelo = self._vistos.get(nodo) or self._de_antes(desde, estado)
        if gemelo:
            os.link(gemelo, hasta)
        else:
            si_sigue(desde, hasta)
        if estado.st_nlink > 1 and os.path.exists(hasta):
            self._vistos.setdefault(nodo, hasta)

    def _de_antes(self, desde: str, estado: os.stat_result) -> str:
        """El mismo archivo en la copia anterior, si no cambió de tamaño ni de fecha; al copiar se conserva la fecha."""
        if self._anterior is None:
            return ""
        previo = self._anterior / Path(desde).relative_to(self._origen)
        try:
            antes = previo.lstat()
        except OSError:
            return ""
        igual = (antes.st_size, antes.st_mtime_ns) == (estado.st_size, estado.st_mtime_ns)
        return str(previo) if igual and antes.st_dev == self._anterior.stat().st_dev else ""
