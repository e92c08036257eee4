"""Los archivos que no caben en la memoria: cada uno ocupa un hilo mientras alguien lo baja."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

BLOQUE = 256 * 1024
A_LA_VEZ = 3  # de cuatro hilos (`servicios.servidor`): a quien solo lee páginas siempre le queda uno


class Descargas:
    """Las de un proceso. Sin tope, unas cuantas personas que bajan despacio dejaban a las demás sin sitio."""

    def __init__(self, a_la_vez: int = A_LA_VEZ) -> None:
        self._lugares = threading.BoundedSemaphore(a_la_vez)

    def empezar(self, archivo: Path) -> Descarga | None:
        """Sus octetos, por bloques; `None` si ya son muchas."""
        origen = archivo.open("rb")
        if self._lugares.acquire(blocking=False):
            return Descarga(origen, self._lugares.release)
        origen.close()
        return None


class Descarga(Iterator[bytes]):
    """Deja su lugar al terminar, o si quien la pidió se va a la mitad."""

    def __init__(self, origen: BinaryIO, soltar: Callable[[], None]) -> None:
        self._origen = origen
        self.close = weakref.finalize(self, _dejar, origen, soltar)  # una sola vez, aunque nadie la cierre

    def __next__(self) -> bytes:
        if bloque := self._origen.read(BLOQUE):
            return bloque
        self.close()
        raise StopIteration


def _dejar(origen: BinaryIO, soltar: Callable[[], None]) -> None:
    origen.close()
    soltar()
