"""Renglones seguidos, en la memoria o en un archivo del disco que ya nadie modifica."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

A_MANO = (
    32  # los últimos leídos: quien pregunta por una página pregunta enseguida por sus variantes comprimidas
)
DE_UNA_VEZ = 2**20  # octetos que se copian juntos


class Archivo:
    """Un renglón por línea. Queda abierto: aunque pierda su nombre, dice lo mismo mientras alguien lo use."""

    def __init__(self, ruta: Path) -> None:
        self._abierto = os.open(ruta, os.O_RDONLY)
        weakref.finalize(self, os.close, self._abierto)
        self._leidos: dict[int, bytes] = {}

    def leer(self, desde: int, largo: int) -> bytes:
        """`OSError` si ya no están todos: faltarían renglones sin que nadie lo dijera."""
        leidos = os.pread(self._abierto, largo, desde)
        if len(leidos) != largo:
            raise OSError("La lista de archivos publicados se acortó mientras se leía.")
        return leidos

    def texto(self, desde: int, largo: int) -> bytes:
        """Los mismos, con el salto de línea antes de cada uno."""
        if desde not in self._leidos:
            if len(self._leidos) >= A_MANO:
                self._leidos.clear()
            self._leidos[desde] = b"\n" + self.leer(desde, largo)[:-1]
        return self._leidos[desde]

    def es_copia(self, otro: Path) -> bool:
        """Si ahí hay otro archivo que mide lo mismo y que nadie más nombra: el que se copió de este por adelantado."""
        if not otro.exists():
            return False
        suyo, aquel = os.fstat(self._abierto), otro.stat()
        return (aquel.st_size, aquel.st_nlink) == (suyo.st_size, 1) and aquel.st_ino != suyo.st_ino


class Trecho(NamedTuple):
    """Unos renglones enteros de un archivo: dónde empieza el primero y hasta dónde llegan, en octetos."""

    archivo: Archivo
    desde: int
    largo: int

    @property
    def texto(self) -> bytes:
        return self.archivo.texto(self.desde, self.largo)

    @property
    def octetos(self) -> bytes:
        return self.archivo.leer(self.desde, self.largo)


def escribir(destino: Path, trozos: Sequence[bytes | Trecho]) -> None:
    """Los renglones de todos, con el salto de línea después de cada uno. Nunca a través de un enlace duro.

    En una copia del archivo de sus trechos solo escribe lo que es otro o cambió de lugar: una corrección no paga la elección entera.
    """
    copiado = next((t.archivo for t in trozos if isinstance(t, Trecho) and t.archivo.es_copia(destino)), None)
    if copiado is None:
        destino.unlink(missing_ok=True)
    with open(destino, "wb" if copiado is None else "r+b") as salida:
        lugar = 0
        for trozo in _juntos(trozos):
            if isinstance(trozo, Trecho) and (trozo.archivo, trozo.desde) == (copiado, lugar):
                lugar = salida.seek(trozo.largo, os.SEEK_CUR)
            else:
                lugar += salida.write(trozo[1:] + b"\n" if isinstance(trozo, bytes) else trozo.octetos)
        salida.truncate()


def _juntos(trozos: Iterable[bytes | Trecho]) -> Iterator[bytes | Trecho]:
    """Los mismos; los que en el disco van seguidos, de a uno grande."""
    archivo: Archivo | None = None
    desde = fin = 0
    for trozo in trozos:
        suyo, empieza, largo = (None, 0, 0) if isinstance(trozo, bytes) else trozo
        if suyo is not None and suyo is archivo and empieza == fin < desde + DE_UNA_VEZ:
            fin += largo
            continue
        if archivo is not None:
            yield Trecho(archivo, desde, fin - desde)
        archivo, desde, fin = suyo, empieza, empieza + largo
        if isinstance(trozo, bytes):
            yield trozo
    if archivo is not None:
        yield Trecho(archivo, desde, fin - desde)
