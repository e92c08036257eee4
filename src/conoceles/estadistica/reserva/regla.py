"""Quita a todas las que alguien podría conocer: lo que queda debe bastar. «No queda nadie», solo si nadie puede quedar (ADR 0106)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from conoceles.identidad.totales.contestadas import PUBLICO, Contestada

JUNTAN = 3  # los que saben y pueden juntar lo que saben
DESPUES = 3  # otras que, juntándose también o más tarde, digan lo suyo
DE_CADA_DIEZ = 9  # ninguna respuesta pasa de esta parte de las que quedan
FUERA_DE_SEIS = 3  # umbrales que quedan fuera de tres que miran y de otros tres que callan
_Firmas = Mapping[tuple[frozenset[str], frozenset[str]], Counter[str]]


def a_salvo(contestaron: Mapping[Contestada, int], umbral: int) -> bool:
    """Si de una pregunta se puede decir cuántas dieron cada respuesta sin que nadie lea la de otra persona."""
    firmas: dict[tuple[frozenset[str], frozenset[str]], Counter[str]] = {}
    for una, cuantas in contestaron.items():
        firmas.setdefault((una.pueden, una.saben), Counter())[una.dijo] += cuantas
    return (
        sum(contestaron.values()) >= umbral
        and _nadie_decide(firmas, umbral * FUERA_DE_SEIS)
        and _nadie_lee(firmas, umbral)
    )


def _nadie_lee(firmas: _Firmas, umbral: int) -> bool:
    """A nadie que junte lo que sabe le faltan pocas, ni le faltan casi todas iguales."""
    publico = frozenset({PUBLICO})
    return _bastan(_inciertas(firmas, publico), _al_menos(firmas, JUNTAN), umbral) or all(
        _bastan(_inciertas(firmas, juntos), _fuera(firmas, juntos), umbral)
        for juntos in _juntos(firmas, JUNTAN)
    )


def _bastan(inciertas: Counter[str], fuera: int, umbral: int) -> bool:
    """Las que no podrían saber y otras tres menos son bastantes, y lo que no es seguro que sepan no es casi todo igual.

    Lo segundo se cuenta sin suponer cuáles de ellas saben: así, que se publique no lo dice.
    """
    quedan = fuera - DESPUES
    return not inciertas or (quedan >= umbral and 10 * max(inciertas.values()) <= DE_CADA_DIEZ * quedan)


def _nadie_decide(firmas: _Firmas, minimo: int) -> bool:
    """Fuera de seis que saben quedan tantas, o nadie: lo que dijo una no decide si la tabla sale. No mira qué dijeron."""
    cuantas = {firma: Counter(personas=dichas.total()) for firma, dichas in firmas.items()}
    return _al_menos(cuantas, 2 * JUNTAN) >= minimo or all(
        _fuera(cuantas, juntos) >= minimo or not _inciertas(cuantas, juntos)
        for juntos in _juntos(cuantas, 2 * JUNTAN)
    )


def _inciertas(firmas: _Firmas, juntos: frozenset[str]) -> Counter[str]:
    """Lo que dijeron aquellas de quienes no saben de cierto."""
    return sum((dichas for (_, saben), dichas in firmas.items() if not saben & juntos), Counter[str]())


def _fuera(firmas: _Firmas, juntos: frozenset[str]) -> int:
    return sum(dichas.total() for (pueden, _), dichas in firmas.items() if not pueden & juntos)


def _al_menos(firmas: _Firmas, cuantos: int) -> int:
    """Quedan fuera de cualesquiera tantos y del público, aunque nadie se repitiera: si alcanza, no hace falta probar a cuáles."""
    de_cada_quien = Counter[str]()
    for (pueden, _), dichas in firmas.items():
        de_cada_quien.update(dict.fromkeys(pueden, dichas.total()))
    todas = sum(dichas.total() for dichas in firmas.values()) - de_cada_quien.pop(PUBLICO, 0)
    return todas - sum(n for _, n in de_cada_quien.most_common(cuantos))


def _juntos(firmas: _Firmas, hasta: int) -> Iterator[frozenset[str]]:
    """El público, y con él uno o varios que saben; de quienes aportan lo mismo, no más de los que se pueden juntar."""
    aportan: dict[str, list[tuple[list[str], list[str], bool, list[tuple[str, int]]]]] = {}
    for (pueden, saben), dichas in firmas.items():
        for quien in pueden - {PUBLICO}:
            otros = sorted(pueden - {quien}), sorted(saben - {quien}), quien in saben, sorted(dichas.items())
            aportan.setdefault(quien, []).append(otros)
    vistos, distintos = Counter[str](), list[str]()
    for quien, suyas in aportan.items():
        vistos[aporte := repr(sorted(suyas))] += 1
        distintos += [quien] if vistos[aporte] <= hasta else []
    for cuantos in range(hasta + 1):
        yield from (frozenset({PUBLICO, *quienes}) for quienes in combinations(distintos, cuantos))
