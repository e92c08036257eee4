"""Una lista larga, partida por la letra con que empieza cada nombre y, donde aún son muchos, por las que siguen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from conoceles.nucleo.texto import slug
from conoceles.publicacion.lectura.textos import Propio

T = TypeVar("T")
_Claves = list[tuple[str, T]]  # con qué se parte, y quién


class Destino(NamedTuple):
    """Lo que dice de un comienzo quien lleva a su página."""

    clave: str
    dicho: str


@dataclass(frozen=True)
class Comienzo(Generic[T]):
    """Quienes empiezan igual. `clave`: lo que se lee en su dirección; `dicho`: lo mismo, con sus acentos.

    `cabe`: si todos van en su página. `partes`: los comienzos más largos en que se divide, o en que su página los pliega.
    """

    clave: str
    dicho: str
    suyos: Sequence[T]
    cabe: bool
    partes: tuple[Comienzo[T], ...]

    @property
    def todos(self) -> list[Comienzo[T]]:
        """Él y, si no caben, los más largos: cada uno tiene su página."""
        return [self, *(uno for parte in self.partes if not self.cabe for uno in parte.todos)]

    @property
    def hojas(self) -> list[Comienzo[T]]:
        """Los que ya caben en una página, en su orden; él mismo, si cabe."""
        return [uno for uno in self.todos if uno.cabe]

    @property
    def pliegues(self) -> list[Comienzo[T]]:
        """Los que se despliegan en su página; ninguno, si son tan pocos que se leen de corrido."""
        return [pliegue for parte in self.partes for pliegue in parte.pliegues or [parte]]

    @property
    def enlace(self) -> Destino:
        """Para llevar a su página."""
        return Destino(self.clave, self.dicho)


@dataclass(frozen=True)
class Alrededor(Generic[T]):
    """De un comienzo: su letra, todas, y los que van antes y después en la suya."""

    letra: Comienzo[T]
    letras: tuple[Comienzo[T], ...]
    antes: Comienzo[T] | None = None
    despues: Comienzo[T] | None = None

    @property
    def enlaces(self) -> list[Destino]:
        """Los que llevan a ellos."""
        return [c.enlace for c in (*self.letras, self.letra, self.antes, self.despues) if c]


class Reparto(NamedTuple, Generic[T]):
    """`tope`: cuántos caben en una página; `junto`, cuántos sin plegar. `unico`: el texto que los ordena, sin dos iguales."""

    tope: int
    junto: int
    unico: Callable[[T], str]
    nombre: Callable[[T], str]


def partir(suyos: Iterable[T], reparto: Reparto[T]) -> tuple[Comienzo[T], ...]:
    """Un comienzo por letra. `suyos`: en su orden."""
    return _partes([(slug(reparto.unico(uno)), uno) for uno in suyos], "", reparto)


def letras(textos: Iterable[tuple[str, str]]) -> list[Destino]:
    """A dónde lleva cada letra de `partir`, sin repartir a nadie. `textos`: por qué va cada quien en su lugar; juntos, el único."""
    primeros: dict[str, tuple[str, str]] = {}
    for lugar in textos:
        letra = _inicial(" ".join(lugar))
        primeros[letra] = min(lugar, primeros.get(letra, lugar))
    return [Destino(x, Propio(x.upper())) for x in sorted(primeros, key=primeros.__getitem__)]


def _inicial(texto: str) -> str:
    """La de su dirección; casi siempre, la suya."""
    primera = texto[:1]
    return primera.lower() if primera.isascii() and primera.isalnum() else slug(texto)[:1]


def _partes(claves: _Claves[T], comienzo: str, reparto: Reparto[T]) -> tuple[Comienzo[T], ...]:
    """Con la primera letra en que no son iguales: una dirección que ya sirve no cambia porque llegue alguien más."""
    grupos = _por_la_que_sigue(claves, comienzo)
    while comienzo and len(grupos) == 1 and len(claves) > 1:
        grupos = _por_la_que_sigue(claves, next(iter(grupos)))
    return tuple(_comienzo(clave, grupo, reparto) for clave, grupo in grupos.items())


def _por_la_que_sigue(claves: _Claves[T], comienzo: str) -> dict[str, _Claves[T]]:
    grupos: dict[str, _Claves[T]] = {}
    largo = len(comienzo)
    for clave, uno in claves:
        letras = 2 if clave[largo : largo + 1] == "-" else 1  # el guion no dice nada sin la letra que sigue
        grupos.setdefault(clave[: largo + letras], []).append((clave, uno))
    return grupos


def _comienzo(clave: str, grupo: _Claves[T], reparto: Reparto[T]) -> Comienzo[T]:
    suyos = [uno for _, uno in grupo]
    partes = _partes(grupo, clave, reparto) if len(suyos) > reparto.junto else ()
    dicho = Propio(_dicho(clave, reparto.nombre(suyos[0])))
    return Comienzo(clave, dicho, suyos, len(suyos) <= reparto.tope, partes)


def _dicho(clave: str, primero: str) -> str:
    """«G», «Gar…», «García H…»."""
    escrito = primero[: len(clave)]
    return f"{escrito[:1].upper()}{escrito[1:]}…" if len(clave) > 1 else clave.upper()


def recorrer(letras: tuple[Comienzo[T], ...]) -> Iterator[tuple[Comienzo[T], Alrededor[T]]]:
    """Cada comienzo que tiene página."""
    for letra in letras:
        hojas = letra.hojas
        for este in letra.todos:
            lugar = next((n for n, hoja in enumerate(hojas) if hoja is este), None)
            vecinos = (None, None) if lugar is None else _vecinos(hojas, lugar)
            yield este, Alrededor(letra, letras, *vecinos)


def _vecinos(hojas: Sequence[Comienzo[T]], lugar: int) -> tuple[Comienzo[T] | None, Comienzo[T] | None]:
    return hojas[lugar - 1] if lugar else None, next(iter(hojas[lugar + 1 :]), None)
