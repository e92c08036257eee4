"""Elecciones inventadas para quien las ataca: de una a ocho partes, parejas o casi todas iguales, y quien va sola."""

from __future__ import annotations

from random import Random

from estadistica.regla_escrita import Cifras, Mundo, Parte


def de_partidos(azar: Random) -> Mundo:
    """Cada partido contesta a su modo, como pasa: unos casi todo igual y otros de todo."""
    return _mundo(azar, [azar.randint(1, 25) for _ in range(azar.choice((1, 2, 2, 2, 3, 4, 5, 6)))])


def con_quien_va_sola(azar: Random) -> Mundo:
    """Varias partes chicas, algunas de una sola persona."""
    return _mundo(azar, [azar.choice((1, 1, 2, 3, 4, 5, 8, 12)) for _ in range(azar.choice((4, 5, 6, 7)))])


def grande(azar: Random) -> Mundo:
    """Como Durango: nueve que postulan y algunas independientes."""
    return _mundo(azar, [azar.randint(8, 60) for _ in range(9)] + [1] * azar.choice((0, 1, 4)))


def _mundo(azar: Random, tamanos: list[int]) -> Mundo:
    lee = azar.choice((0.0, 0.0, 0.3))
    return Mundo(tuple(_parte(azar, n, lee) for n in tamanos), azar.choice((0, 0, 2, 6, 12)))


def _parte(azar: Random, cuantas: int, lee: float) -> Parte:
    pesos = [azar.choice((0, 1, 1, 30)) for _ in range(3)]
    dichas = azar.choices(range(3), pesos if any(pesos) else [1, 0, 0], k=cuantas)
    se_leen = [azar.random() < lee for _ in dichas]
    vistas = [d for d, se_lee in zip(dichas, se_leen, strict=True) if se_lee]
    calladas = [d for d, se_lee in zip(dichas, se_leen, strict=True) if not se_lee]
    return Parte(_cifras(vistas), _cifras(calladas))


def _cifras(dichas: list[int]) -> Cifras:
    return dichas.count(0), dichas.count(1), dichas.count(2)
