"""Lo que se busca de una elección entera, en el disco mientras se compone: el archivo de búsqueda se escribe al final."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path

from conoceles.publicacion.busqueda import buscador
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.lectura.fichas import Ficha


class Borrador:
    """Se llena por tandas, en el orden anunciado. `taller`: una carpeta que se tira al terminar."""

    def __init__(self, taller: Path) -> None:
        self._archivo = taller / "busqueda"
        self._archivo.write_bytes(b"")

    def agregar(self, fichas: Iterable[Ficha]) -> None:
        """Los renglones de esas personas, ya compuestos."""
        suyos = [buscador.entrada(ficha).renglones() for ficha in fichas]
        with open(self._archivo, "ab") as salida:
            pickle.dump(suyos, salida, protocol=5)

    def renglones(self) -> Iterator[Renglones]:
        """Los de todas, en su orden."""
        with open(self._archivo, "rb") as entrada:
            while entrada.peek(1):
                yield from pickle.load(entrada)  # noqa: S301 — archivo propio, nunca recibido
