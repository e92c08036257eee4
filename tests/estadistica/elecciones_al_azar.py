"""Elecciones inventadas para quien las ataca, con cada manera en que alguien llega a saber lo de otra persona."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from conoceles.identidad.totales.contestadas import PUBLICO as CUALQUIERA
from conoceles.identidad.totales.contestadas import Contestada
from estadistica.regla_escrita import OPCIONES, PUBLICO, Dichas, Gente

MANERAS = ("espera", "revocó", "cambió", "invitada", "fórmula", "dos candidaturas", "etiqueta", "se ve")
_PESOS = ((0, 1, 1, 3, 30), (1, 1, 3))
PNC = 2


class Eleccion(NamedTuple):
    """Quiénes contestaron y qué; si la tabla sale, `dichas` es lo que cuenta."""

    gente: Gente
    dichas: Dichas


def contestaron(gente: Gente, dichas: Dichas, quienes: Iterable[int] | None = None) -> Counter[Contestada]:
    """Lo de esas personas, o de todas, como lo mira el producto."""
    cuenta = Counter[Contestada]()
    for una in range(len(dichas)) if quienes is None else quienes:
        sabidas = ({CUALQUIERA if q == PUBLICO else q for q in s} for s in gente.firmas[gente.de[una]])
        cuenta[Contestada(OPCIONES[dichas[una]], *map(frozenset, sabidas))] += 1
    return cuenta


def eleccion(azar: Random, cuantas: int, fuerzas: int = 0, maneras: Sequence[str] = MANERAS) -> Eleccion:
    """De una a diez fuerzas, parejas o no; a una parte de la gente, de nada a nueve de cada diez, le pasa alguna cosa."""
    hay = fuerzas or azar.choice((1, 2, 3, 3, 4, 5, 7, 9, 10))
    return _repartida(azar, cuantas, [f"F{n}" for n in range(hay)], maneras)


def _repartida(azar: Random, cuantas: int, fuerzas: list[str], todas: Sequence[str]) -> Eleccion:
    pesos = {f: [azar.choice(azar.choice(_PESOS)) for _ in range(3)] for f in fuerzas}
    tamanos, lee = [azar.choice((1, 1, 2, 5)) for _ in fuerzas], azar.choice((0, 0, 0.3, 0.6))
    parte, unica = 0.9 * azar.random(), azar.choice((*todas, "", ""))
    firmas: dict[tuple[frozenset[str], frozenset[str]], int] = {}
    de, dichas = list[int](), list[int]()
    for n in range(cuantas):
        fuerza = azar.choices(fuerzas, tamanos)[0]
        suyos = pesos[fuerza] if any(pesos[fuerza]) else [1, 1, 1]
        dijo = azar.choices(range(3), suyos)[0]
        maneras = [unica or azar.choice(todas)] if azar.random() < parte else []
        firma = _firma(azar, fuerza, fuerzas, maneras + ["se ve"] * (azar.random() < lee), n, dijo)
        de.append(firmas.setdefault(firma, len(firmas)))
        dichas.append(dijo)
    return Eleccion(Gente(tuple(firmas), tuple(de)), tuple(dichas))


def _firma(
    azar: Random, fuerza: str, fuerzas: list[str], maneras: list[str], n: int, dijo: int
) -> tuple[frozenset[str], frozenset[str]]:
    pueden, saben = {fuerza}, {fuerza}
    for manera in maneras:
        if manera == "fórmula":
            pueden, saben = {f"I{n // 2}"}, {f"I{n // 2}"}
        elif manera == "cambió" or manera == "dos candidaturas":
            pueden |= {azar.choice(fuerzas)}
            saben = saben if len(pueden) == 1 or manera == "dos candidaturas" else set()
        elif manera == "invitada":
            saben -= {fuerza}
        else:
            pueden |= {PUBLICO}
            saben |= {PUBLICO} if manera == "se ve" and dijo != PNC else set()
    return frozenset(pueden), frozenset(saben)


def como_durango(azar: Random) -> Eleccion:
    """Nueve que postulan, de ocho a sesenta, y algunas independientes; unas se leen en su perfil."""
    tamanos = [azar.randint(8, 60) for _ in range(9)] + [1] * azar.choice((0, 1, 4))
    lee, firmas = azar.choice((0.0, 0.0, 0.3)), dict[tuple[frozenset[str], frozenset[str]], int]()
    de, dichas = list[int](), list[int]()
    for parte, cuantas in enumerate(tamanos):
        pesos = [azar.choice((0, 1, 1, 30)) for _ in range(3)]
        for dijo in azar.choices(range(3), pesos if any(pesos) else [1, 0, 0], k=cuantas):
            suya = frozenset({f"F{parte}", PUBLICO} if azar.random() < lee else {f"F{parte}"})
            de.append(firmas.setdefault((suya, suya), len(firmas)))
            dichas.append(dijo)
    return Eleccion(Gente(tuple(firmas), tuple(de)), tuple(dichas))


def justas(azar: Random) -> tuple[Eleccion, list[str]]:
    """De diez a trece partes con una o dos de lo raro por sexo, o casi; y el sexo de cada persona."""
    de, dichas, sexos = list[int](), list[int](), list[str]()
    partes, noes_de = azar.choice((10, 11, 12, 13)), azar.choice(((2, 3, 4), (3, 5, 8)))
    for parte in range(partes):
        for sexo in "mh":
            sies, noes = azar.choice((1, 1, 1, 1, 2, 0)), azar.choice(noes_de)
            if azar.random() < 0.2:
                sies, noes = azar.choice(((1, 0), (0, 1), (noes, 0), (0, noes)))
            dichas += [0] * sies + [1] * noes
            de += [parte] * (sies + noes)
            sexos += [sexo] * (sies + noes)
    firmas = tuple((frozenset({f"F{n}"}), frozenset({f"F{n}"})) for n in range(partes))
    return Eleccion(Gente(firmas, tuple(de)), tuple(dichas)), sexos
