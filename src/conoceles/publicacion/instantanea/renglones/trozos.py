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

    def es(self, ruta: Path) -> bool:
        """Si es el que hoy se llama así: con ese nombre puede haber ya otro."""
        return ruta.exists() and os.path.samestat(os.fstat(self._abierto), ruta.stat())


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


def escribir(destino: Path, trozos: Sequence[bytes | Trecho], copia_de: Path | None = None) -> None:
    """Los renglones de todos, con el salto de línea después de cada uno. Nunca a través de un enlace duro.

    Si `destino` se copió de `copia_de`, solo escribe lo que es otro o cambió de lugar: una corrección no paga la elección entera.
    """
    copiado = _copiado(destino, trozos, copia_de) if copia_de else None
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


def _copiado(destino: Path, trozos: Iterable[bytes | Trecho], copia_de: Path) -> Archivo | None:
    """El archivo de los trechos, si es ese y la copia sigue entera y es de nadie más."""
    if not (destino.exists() and copia_de.exists()) or destino.stat().st_nlink > 1:
        return None
    archivo = next((t.archivo for t in trozos if isinstance(t, Trecho)), None)
    entera = destino.stat().st_size == copia_de.stat().st_size
    return archivo if archivo and entera and archivo.es(copia_de) else None


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
