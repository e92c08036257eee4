"""Las propuestas por el tema que cada candidatura les puso, si quiso. Funciones puras sobre las fichas.

De cada boleta hay una página que dice qué temas se eligieron y una por tema, con las palabras de cada quien en el orden
de la boleta; de la elección, una por tema que dice en qué boletas se eligió.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from conoceles.publicacion.lectura.fichas import (
    ContiendaPublica,
    Enlace,
    Ficha,
    FuerzaPublica,
    SitioPublico,
)
from conoceles.publicacion.lectura.temas import TemaPublico
from conoceles.publicacion.sitio import contenido
from conoceles.publicacion.sitio.contenido import Bloque


@dataclass(frozen=True)
class DeUnaPersona:
    """Quién es y lo que propone de un tema."""

    ficha: Ficha
    propuestas: tuple[Bloque, ...]


@dataclass(frozen=True)
class DeUnTema:
    """Lo que las personas de una boleta proponen de un tema, en el orden de la boleta y por la fuerza que las postula."""

    tema: TemaPublico
    fuerzas: tuple[tuple[FuerzaPublica, tuple[DeUnaPersona, ...]], ...]

    @property
    def personas(self) -> int:
        return sum(len(suyas) for _, suyas in self.fuerzas)

    @property
    def propuestas(self) -> int:
        return sum(len(p.propuestas) for _, suyas in self.fuerzas for p in suyas)


def de_boleta(catalogo: Sequence[TemaPublico], boleta: ContiendaPublica) -> tuple[DeUnTema, ...]:
    """Cada tema del catálogo, en su orden; sin nadie, vacío."""
    return tuple(_de(tema, boleta.fichas) for tema in catalogo)


def _de(tema: TemaPublico, fichas: Sequence[Ficha]) -> DeUnTema:
    suyas = [DeUnaPersona(f, bloques) for f in fichas if (bloques := _del_tema(f, tema))]
    por_fuerza = groupby(suyas, key=lambda p: p.ficha.fuerza)
    return DeUnTema(tema, tuple((fuerza, tuple(personas)) for fuerza, personas in por_fuerza))


def _del_tema(ficha: Ficha, tema: TemaPublico) -> tuple[Bloque, ...]:
    elegidas = {t.propuesta for t in ficha.temas if t.clave == tema.clave}
    return tuple(b for b in contenido.propuestas(ficha) if b.campo.clave in elegidas and b.campo.valores)


@dataclass(frozen=True)
class TemaEnBoletas:
    """Un tema de la elección: en qué boletas se eligió (`folio` lleva su clave) y cuántas personas, en su orden."""

    tema: TemaPublico
    boletas: tuple[tuple[Enlace, int], ...]


def de_la_eleccion(sitio: SitioPublico) -> tuple[TemaEnBoletas, ...]:
    """Cada tema del catálogo con las boletas donde alguien lo eligió."""
    return tuple(TemaEnBoletas(tema, tuple(_boletas(sitio, tema.clave))) for tema in sitio.temas)


def _boletas(sitio: SitioPublico, tema: str) -> Iterator[tuple[Enlace, int]]:
    for boleta in sitio.contiendas:
        cuantas = sum(any(t.clave == tema for t in f.temas) for f in boleta.fichas)
        if cuantas:
            yield Enlace(boleta.clave, boleta.nombre, boleta.ambito), cuantas
