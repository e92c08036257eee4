"""Leer: lo que las bases dicen hoy de unas boletas; de todas, por tandas."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from conoceles.bitacora.estados import Estado
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.lectura import consultas
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.lectura.fichas_de import fichas
from conoceles.publicacion.lectura.fila import Cuales, Fila, sin_estreno

TANDA = 400  # candidaturas que se leen juntas; una boleta nunca se parte


@dataclass(frozen=True)
class Leido:
    """Las fichas de esas contiendas, en el orden anunciado, y las filas que para eso se leyeron."""

    contiendas: frozenset[str] = frozenset()
    filas: tuple[Fila, ...] = ()
    fichas: tuple[Ficha, ...] = ()

    @property
    def folios(self) -> set[str]:
        return {f.folio for f in self.fichas}

    @property
    def leidos(self) -> set[str]:
        """Los folios que la base acaba de decir."""
        return {f.folio for f in self.filas}


class Grupo(NamedTuple):
    """Las contiendas que se leen juntas y cuántas candidaturas tienen, concluidas también."""

    contiendas: tuple[str, ...]
    personas: int


@dataclass
class Visto:
    """Lo que se recuerda de lo leído cuando ya no está en la memoria."""

    sin_archivo: dict[str, str] = field(default_factory=dict)  # folio → huella de la fotografía que se espera
    validadas: set[str] = field(default_factory=set)  # los que con esta publicación quedan a la vista

    def sumar(self, leido: Leido) -> None:
        suyos = leido.leidos
        quedan = {k: v for k, v in self.sin_archivo.items() if k not in suyos}
        self.sin_archivo = quedan | {f.folio: f.sin_archivo for f in leido.filas if f.sin_archivo}
        validadas = (f for f in leido.filas if f.datos.estado == Estado.VALIDADA)
        self.validadas -= suyos
        self.validadas |= {f.folio for f in validadas if not f.sin_archivo}


def leer(corrida: Corrida, contiendas: Collection[str], formulas: Collection[UUID] | None = None) -> Leido:
    """Las de esas contiendas o, de ellas, solo esas fórmulas; de las que todavía no se publican, ninguna."""
    marco = corrida.marco
    cuales = Cuales(contiendas, formulas)
    todas = consultas.filas(marco.definicion, cuales, con_identidad=marco.fase != "archivo")
    filas = tuple(f for f in todas if f.contienda not in marco.por_publicar)
    if not corrida.estrena:
        filas = tuple(sin_estreno(f) for f in filas)
    return Leido(frozenset(contiendas), filas, tuple(fichas(filas, marco)))


def grupos(corrida: Corrida) -> list[Grupo]:
    """La elección entera, en el orden anunciado y de pocas en pocas."""
    cuantas = consultas.cuantas(corrida.clave)
    orden = sorted(corrida.marco.definicion.contiendas, key=lambda c: c.orden)
    return [*repartir([(c.clave, cuantas.get(c.clave, 0)) for c in orden])]


def repartir(cuentas: Sequence[tuple[str, int]]) -> Iterator[Grupo]:
    """Contiendas seguidas (clave, cuántas personas) en grupos de `TANDA` personas a lo más, o de una sola contienda."""
    claves: list[str] = []
    llevan = 0
    for clave, cuantas in cuentas:
        if claves and llevan + cuantas > TANDA:
            yield Grupo(tuple(claves), llevan)
            claves, llevan = [], 0
        claves.append(clave)
        llevan += cuantas
    if claves:
        yield Grupo(tuple(claves), llevan)
