"""Renglones seguidos, en la memoria o en un archivo del disco que ya nadie modifica."""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

A_MANO = (
    32  # los últimos leídos: quien pregunta por una página pregunta enseguida por sus variantes comprimidas
)
DE_UNA_VEZ = 2**20  # octetos que se copian juntos


class Archivo:
    """Un renglón por línea. Queda abierto: aunque pierda su nombre, dice lo mismo mientras alguien lo use."""

    def __init__(self, ruta: Path | None = None) -> None:
        """Sin `ruta`, todavía ninguno: de él no se puede leer nada."""
        self._abierto = -1
        if ruta is not None:
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
        return self._abierto >= 0 and ruta.exists() and os.path.samestat(os.fstat(self._abierto), ruta.stat())


class Trecho(NamedTuple):
    """Unos renglones enteros de un archivo: dónde empieza el primero y cuántos octetos miden."""

    desde: int
    largo: int


Trozo = bytes | Trecho  # en la memoria, con un salto de línea antes de cada renglón; o dónde están


def escribir(
    destino: Path, trozos: Sequence[Trozo], archivo: Archivo, copia_de: Path | None = None
) -> list[Trecho]:
    """Los renglones de todos, con el salto de línea después de cada uno. Nunca a través de un enlace duro.

    `archivo`: el de los trechos. Si `destino` se copió de `copia_de`, solo escribe lo que es otro o cambió de lugar: una corrección no
    paga la elección entera. Devuelve dónde quedó cada uno; el mismo trecho si ya estaba ahí.
    """
    quedan = _seguidos(trozos)
    remendar = copia_de is not None and _es_copia(destino, copia_de, archivo)
    if not remendar:
        destino.unlink(missing_ok=True)
    cambian = [(q, t) for q, t in zip(quedan, trozos, strict=True) if q is not t or not remendar]
    with open(destino, "r+b" if remendar else "wb") as salida:
        for lugar, trozo in _juntos(cambian):
            salida.seek(lugar)
            salida.write(trozo[1:] + b"\n" if isinstance(trozo, bytes) else archivo.leer(*trozo))
        salida.truncate(sum(quedan[-1]) if quedan else 0)
    return quedan


def _seguidos(trozos: Sequence[Trozo]) -> list[Trecho]:
    largos = [len(t) if isinstance(t, bytes) else t.largo for t in trozos]
    lugares = accumulate(largos, initial=0)
    return [
        Trecho(lugar, largo) if isinstance(t, bytes) or t.desde != lugar else t
        for t, lugar, largo in zip(trozos, lugares, largos, strict=False)
    ]


def _es_copia(destino: Path, copia_de: Path, archivo: Archivo) -> bool:
    """Si los trechos son de ese, y la copia sigue entera y es de nadie más."""
    if not (destino.exists() and archivo.es(copia_de)) or destino.stat().st_nlink > 1:
        return False
    return destino.stat().st_size == copia_de.stat().st_size


def _juntos(escritos: Iterable[tuple[Trecho, Trozo]]) -> Iterator[tuple[int, Trozo]]:
    """Dónde va cada uno; los que siguen yendo seguidos, de a uno grande."""
    lugar, desde, largo = 0, 0, 0
    for queda, trozo in escritos:
        if isinstance(trozo, bytes):
            yield queda.desde, trozo
            continue
        if (lugar + largo, desde + largo) != (queda.desde, trozo.desde) or largo >= DE_UNA_VEZ:
            if largo:
                yield lugar, Trecho(desde, largo)
            lugar, desde, largo = queda.desde, trozo.desde, 0
        largo += trozo.largo
    if largo:
        yield lugar, Trecho(desde, largo)
