"""Lo que se muestra de una persona: su tarjeta, sus textos y sus celdas, de su trozo."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_GZIP = 31  # con el encabezado, que trae el sello: `zlib` lo salta
Leer = Callable[[str], "Persona | None"]


@dataclass(frozen=True)
class Persona:
    """Su nombre; su tarjeta en HTML; sobrenombre, propuestas y trayectoria; y, por campo, su celda en HTML."""

    nombre: str
    tarjeta: str
    textos: tuple[str, ...]
    celdas: dict[str, str]


def en_trozos(carpeta: Path) -> Leer:
    """De `indice/personas/` de esa instantánea. `None` si el suyo acaba de retirarse."""

    def leer(folio: str) -> Persona | None:
        try:
            octetos = (carpeta / "indice/personas" / f"{folio}.trozo").read_bytes()
        except FileNotFoundError:
            return None
        dato = json.loads(zlib.decompress(octetos, wbits=_GZIP))
        return Persona(dato["nombre"], dato["tarjeta"], tuple(dato["textos"][1:]), dato["celdas"])

    return leer
