"""Lo que se muestra de una persona: su tarjeta, sus textos y sus celdas, de su trozo."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_GZIP = 31  # con el encabezado, que trae el sello: `zlib` lo salta
Leer = Callable[[sqlite3.Connection, str], "Persona | None"]


@dataclass(frozen=True)
class Persona:
    """Su nombre; su tarjeta en HTML; sobrenombre, propuestas y trayectoria; y, por campo, su celda en HTML."""

    nombre: str
    tarjeta: str
    textos: tuple[str, ...]
    celdas: dict[str, str]


def en_trozos(carpeta: Path) -> Leer:
    """De `indice/personas/` de esa instantánea. `None` si el suyo acaba de retirarse."""

    def leer(_: sqlite3.Connection, folio: str) -> Persona | None:
        try:
            octetos = (carpeta / "indice/personas" / f"{folio}.trozo").read_bytes()
        except FileNotFoundError:
            return None
        dato = json.loads(zlib.decompress(octetos, wbits=_GZIP))
        return Persona(dato["nombre"], dato["tarjeta"], tuple(dato["textos"][1:]), dato["celdas"])

    return leer


def en_el_archivo(base: sqlite3.Connection, folio: str) -> Persona | None:
    """De `buscar.sqlite`, como lo dejaban las versiones anteriores."""
    orden = (
        "SELECT tarjeta.nombre, html, sobrenombre, propuestas, trayectoria "
        "FROM tarjeta JOIN texto ON texto.rowid = tarjeta.orden WHERE folio = ?"
    )
    nombre, tarjeta, *textos = base.execute(orden, (folio,)).fetchone()
    celdas = dict(base.execute("SELECT campo, html FROM celda WHERE folio = ?", (folio,)))
    return Persona(nombre, tarjeta, tuple(textos), celdas)
