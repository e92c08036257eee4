"""Páginas que se componen, comprimen y escriben en los demás núcleos mientras el publicador sigue con lo suyo.

Cada proceso escribe en la carpeta de trabajo y devuelve los renglones del manifiesto. Si todos tienen bastante, el
publicador compone también: no espera, y lo encargado que aguarda nunca es mucho.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea.comprimir import variantes
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.instantanea.renglones.renglon import Renglon, conservado
from conoceles.publicacion.instantanea.sello import sellar

JUNTAS = 24  # páginas por envío: lo que comparten viaja una vez
EN_CAMINO = 4 * (os.cpu_count() or 1)  # envíos sin recibir


@dataclass(frozen=True)
class Encargo:
    """Una página por componer, la llave con que se sella y los renglones que ya tenía."""

    pagina: Pagina
    llave: bytes
    previos: Mapping[str, Renglon]


@dataclass(frozen=True)
class Hecha:
    """Los renglones de una página y sus variantes."""

    ruta: str
    renglones: dict[str, Renglon]


class Reparto:
    """Los encargos que esperan y los que ya salieron. Nunca hay muchos: cada uno lleva los datos de su página."""

    def __init__(self, nucleos: ProcessPoolExecutor, parcial: Path) -> None:
        self._nucleos, self._parcial = nucleos, parcial
        self._esperan: list[Encargo] = []
        self._salieron: deque[Future[list[Hecha]]] = deque()
        self._propias: list[Hecha] = []

    def encargar(self, encargo: Encargo) -> None:
        self._esperan.append(encargo)
        if len(self._esperan) >= JUNTAS:
            self._enviar()

    def listas(self) -> Iterator[Hecha]:
        """Las que ya terminaron y nadie ha recibido."""
        while self._salieron and self._salieron[0].done():
            yield from self._salieron.popleft().result()
        propias, self._propias = self._propias, []
        yield from propias

    def recoger(self) -> Iterator[Hecha]:
        """Espera a que terminen todas."""
        self._enviar()
        wait(self._salieron)
        yield from self.listas()

    def _enviar(self) -> None:
        """A los demás núcleos; si ya tienen bastante, las compone el que encarga."""
        juntas, self._esperan = self._esperan, []
        if not juntas:
            return
        if len(self._salieron) < EN_CAMINO:
            self._salieron.append(self._nucleos.submit(componer, self._parcial, juntas))
        else:
            self._propias += componer(self._parcial, juntas)


def componer(parcial: Path, encargos: list[Encargo]) -> list[Hecha]:
    """Lo que corre en cada proceso."""
    return [_una(parcial, e) for e in encargos]


def _una(parcial: Path, encargo: Encargo) -> Hecha:
    ruta, previos = encargo.pagina.ruta, encargo.previos
    contenido = sellar(ruta, encargo.pagina.componer().encode(), encargo.llave)
    if ruta in previos and previos[ruta].es_de(contenido):
        return Hecha(ruta, dict(previos))
    renglones = {}
    for nombre, octetos in variantes(ruta, contenido).items():
        renglones[nombre] = conservado(previos.get(nombre), nombre, octetos)
        arboles.escribir(parcial / nombre, octetos)
    return Hecha(ruta, renglones)
