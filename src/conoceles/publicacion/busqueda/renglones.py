"""Los renglones de una candidatura: lo que de ella va en `busqueda.sqlite` y lo que va en su trozo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple


class Renglones(NamedTuple):
    """Los de una candidatura, sin su orden: su folio, su nombre y sus valores; lo demás va en su trozo."""

    quien: tuple[str, str, str]
    texto: tuple[str, ...]
    tarjeta: str
    celdas: dict[str, str]

    @property
    def boleta(self) -> str:
        """La clave de la suya."""
        [clave] = json.loads(self.quien[2])["contienda"]
        return str(clave)


def insertar(base: sqlite3.Connection, orden: int, suyos: Renglones) -> None:
    """Agrega los renglones de una candidatura."""
    base.execute("INSERT INTO tarjeta VALUES (?, ?, ?, ?)", (orden, *suyos.quien))
    base.execute(
        "INSERT INTO texto(rowid, nombre, sobrenombre, propuestas, trayectoria) VALUES (?, ?, ?, ?, ?)",
        (orden, *suyos.texto),
    )


def borrar(base: sqlite3.Connection, orden: int, texto: Sequence[str]) -> None:
    """Quita los renglones de una candidatura. `texto`: el suyo, que el índice no guarda y hay que decirle."""
    base.execute("DELETE FROM tarjeta WHERE orden = ?", (orden,))
    base.execute(
        "INSERT INTO texto(texto, rowid, nombre, sobrenombre, propuestas, trayectoria) "
        "VALUES ('delete', ?, ?, ?, ?, ?)",
        (orden, *texto),
    )
