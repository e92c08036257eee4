"""Quien piensa en mundos: qué pudo contestar cada quien para que se viera lo que se ve, salga la tabla o no.

Sabe la regla (`regla_escrita`, `extracto_escrito`), quién podría saber lo de cada persona, las cuentas exactas aunque la tabla
oculte algunas, lo de las suyas y lo de quienes se le juntan: hasta tres que saben, o menos y las personas que falten, que
dicen lo suyo. De cada persona ajena busca un mundo donde dijo otra cosa y todo se habría visto igual; si no lo hay, la leyó.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from estadistica.regla_escrita import Dichas, Gente

INTENTOS = 150
SABEN = ("lo cierto", "todo lo posible", "algo de lo posible", "y otras que dicen lo suyo")
Celda = tuple[str, ...]


@dataclass(frozen=True)
class Lectura:
    """Cuántos leyeron, a quién y qué se veía."""

    quienes: frozenset[str]
    sabe: str
    de: int
    visto: object


@dataclass(frozen=True)
class Ataque:
    """`ver`: lo que se vería si hubieran contestado eso. `atributos`: de cada persona; se entregan los primeros `van`."""

    gente: Gente
    ver: Callable[[Dichas], object]
    azar: Random
    atributos: Sequence[Celda] = ()
    van: int = 0

    def lecturas(self, dichas: Dichas, miran: int = 60) -> Iterator[Lectura]:
        """Lo que alguna coalición sabe de cierto; si son muchas, de `miran` al azar."""
        visto, coaliciones = self.ver(dichas), list(self.gente.miradas)
        for quienes in coaliciones if len(coaliciones) <= miran else self.azar.sample(coaliciones, miran):
            for sabe in SABEN:
                ajenas = self._ajenas(dichas, quienes, sabe)
                for una in self._iguales(dichas, ajenas):
                    if not any(self.ver(otro) == visto for otro in self._otros(dichas, ajenas, una)):
                        yield Lectura(quienes, sabe, una, visto)

    def _ajenas(self, dichas: Dichas, quienes: frozenset[str], sabe: str) -> list[int]:
        """De quiénes no sabe. Entre lo cierto y lo posible, cualquier cosa; y con lugares libres, quienes dijeron lo raro."""
        ajenas = []
        for una, firma in enumerate(self.gente.de):
            pueden, saben = self.gente.firmas[firma]
            quiza = pueden & quienes and (
                sabe == "todo lo posible" or (sabe != "lo cierto" and self.azar.random() < 0.5)
            )
            if not saben & quienes and not quiza:
                ajenas.append(una)
        if sabe == "y otras que dicen lo suyo":
            cuantas = Counter(dichas[i] for i in ajenas)
            ajenas.sort(key=lambda i: (cuantas[dichas[i]], self.azar.random()))
            return ajenas[4 - len(quienes) :]  # el público no ocupa lugar
        return ajenas

    def _iguales(self, dichas: Dichas, ajenas: list[int]) -> Iterator[int]:
        """Una de cada firma y atributos en que todas contestaron lo mismo: de las demás no se sabe cuál dijo qué."""
        grupos: dict[tuple[int, Celda], list[int]] = {}
        for una in ajenas:
            suyos = self.atributos[una] if self.atributos else ()
            grupos.setdefault((self.gente.de[una], suyos), []).append(una)
        yield from (suyas[0] for suyas in grupos.values() if len({dichas[i] for i in suyas}) == 1)

    def _clase(self, una: int) -> Celda:
        return self.atributos[una][: self.van] if self.van else ()

    def _otros(self, dichas: Dichas, ajenas: list[int], una: int) -> Iterator[Dichas]:
        """Todas lo mismo; y con las mismas cuentas en cada clase: una se trueca con otra, y otras entre sí, o todas al azar."""
        for dijo in {0, 1, 2} - {dichas[una]}:
            yield _con(dichas, dict.fromkeys(ajenas, dijo))
        clases: dict[Celda, list[int]] = {}
        for i in ajenas:
            clases.setdefault(self._clase(i), []).append(i)
        distintas = [i for i in clases[self._clase(una)] if dichas[i] != dichas[una]]
        yield from (_con(dichas, {una: dichas[i], i: dichas[una]}) for i in distintas)
        for intento in range(INTENTOS if distintas else 0):
            nuevas = {i: dichas[i] for i in ajenas}
            if intento % 2:
                con = self.azar.choice(distintas)
                nuevas[una], nuevas[con] = nuevas[con], nuevas[una]
                for _ in range(self.azar.randint(1, 5)):
                    i = self.azar.choice(ajenas)
                    j = self.azar.choice(clases[self._clase(i)])
                    nuevas[i], nuevas[j] = nuevas[j], nuevas[i]
            else:
                for suyas in clases.values():
                    revueltas = self.azar.sample([dichas[i] for i in suyas], len(suyas))
                    nuevas |= dict(zip(suyas, revueltas, strict=True))
            if nuevas[una] != dichas[una]:
                yield _con(dichas, nuevas)


def _con(dichas: Dichas, nuevas: dict[int, int]) -> Dichas:
    return tuple(nuevas.get(i, dijo) for i, dijo in enumerate(dichas))
