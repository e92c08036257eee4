"""Páginas que se componen, comprimen y escriben en los demás núcleos mientras el publicador sigue con lo suyo.

Cada proceso escribe en la carpeta de trabajo y devuelve los renglones del manifiesto: por la memoria del publicador no
pasa ninguna página.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from conoceles.publicacion.instantanea import arbol as arboles
from conoceles.publicacion.instantanea import manifiesto
from conoceles.publicacion.instantanea.comprimir import variantes
from conoceles.publicacion.instantanea.manifiesto import Renglon
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.instantanea.sello import sellar

JUNTAS = 24  # páginas por envío: lo que comparten viaja una vez
Renglones = dict[str, Renglon]


@dataclass(frozen=True)
class Encargo:
    """Una página por componer, la llave con que se sella y los renglones que ya tenía."""

    pagina: Pagina
    llave: bytes
    previos: Mapping[str, Renglon]


@dataclass(frozen=True)
class Hecha:
    """Los renglones de una página y sus variantes; `escrita`, si no eran los octetos que ya se servían."""

    ruta: str
    renglones: Renglones
    escrita: bool


class Reparto:
    """Los encargos que esperan y los que ya salieron."""

    def __init__(self, nucleos: ProcessPoolExecutor, parcial: Path) -> None:
        self._nucleos, self._parcial = nucleos, parcial
        self._esperan: list[Encargo] = []
        self._salieron: list[Future[list[Hecha]]] = []

    def encargar(self, encargo: Encargo) -> None:
        self._esperan.append(encargo)
        if len(self._esperan) >= JUNTAS:
            self._enviar()

    def recoger(self) -> Iterator[Hecha]:
        """Espera a que terminen todas."""
        self._enviar()
        for una in self._salieron:
            yield from una.result()
        self._salieron = []

    def _enviar(self) -> None:
        if self._esperan:
            self._salieron.append(self._nucleos.submit(componer, self._parcial, self._esperan))
            self._esperan = []


def componer(parcial: Path, encargos: list[Encargo]) -> list[Hecha]:
    """Lo que corre en cada proceso."""
    return [_una(parcial, e) for e in encargos]


def _una(parcial: Path, encargo: Encargo) -> Hecha:
    ruta, previos = encargo.pagina.ruta, encargo.previos
    contenido = sellar(ruta, encargo.pagina.componer().encode(), encargo.llave)
    if ruta in previos and previos[ruta].es_de(contenido):
        return Hecha(ruta, dict(previos), escrita=False)
    renglones = {}
    for nombre, octetos in variantes(ruta, contenido).items():
        renglones[nombre] = manifiesto.conservado(previos.get(nombre), nombre, octetos)
        arboles.escribir(parcial / nombre, octetos)
    return Hecha(ruta, renglones, escrita=True)
