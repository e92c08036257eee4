"""Un almacén en una carpeta de esta máquina, o en un disco que varias comparten."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


class Carpeta:
    """Cada clave, un archivo. Se escribe aparte, se baja a disco y toma su nombre de un solo golpe."""

    def __init__(self, raiz: Path) -> None:
        self.raiz = raiz

    def poner(self, clave: str, contenido: bytes, encabezados: Mapping[str, str] = {}) -> None:
        destino = self.raiz / clave
        destino.parent.mkdir(parents=True, exist_ok=True)
        parcial = tempfile.NamedTemporaryFile(dir=destino.parent, prefix=".", delete=False)  # noqa: SIM115
        try:
            with parcial:
                parcial.write(contenido)
                parcial.flush()
                os.fchmod(parcial.fileno(), 0o640)  # lo comparten quien captura y quien publica
                os.fsync(parcial.fileno())
            os.replace(parcial.name, destino)
        except OSError:
            with contextlib.suppress(OSError):  # con el disco lleno no se deja además lo que sobra
                os.unlink(parcial.name)
            raise

    def leer(self, clave: str) -> bytes:
        return (self.raiz / clave).read_bytes()

    def hay(self, clave: str) -> bool:
        return (self.raiz / clave).is_file()

    def claves(self, prefijo: str = "") -> dict[str, int]:
        desde = self.raiz / prefijo.rpartition("/")[0]
        halladas = (p for p in desde.rglob("*") if p.is_file() and not p.name.startswith("."))
        rutas = {p.relative_to(self.raiz).as_posix(): p.stat().st_size for p in halladas}
        return {clave: octetos for clave, octetos in rutas.items() if clave.startswith(prefijo)}

    def quitar(self, clave: str) -> None:
        (self.raiz / clave).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # las carpetas que se quedaron vacías también
            for carpeta in (self.raiz / clave).relative_to(self.raiz).parents[:-1]:
                (self.raiz / carpeta).rmdir()
