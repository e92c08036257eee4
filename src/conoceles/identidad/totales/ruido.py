"""El azar medido que protege lo que no es público: Laplace discreto exacto, en enteros, de la fuente segura del sistema.

Cambiar lo que contestó una persona mueve dos celdas en uno; con escala 2/ε, ninguna tabla publicada es más de e^ε veces
más probable con una respuesta suya que con otra (Dwork y Roth, 2014, §3). Sin punto flotante: Canonne, Kamath y Steinke,
2020, algoritmo 2.
"""

from __future__ import annotations

import secrets
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import exp
from typing import NamedTuple

FUERA = 0.05  # de cada cien cifras, cinco pueden quedar fuera de su intervalo


class Cifra(NamedTuple):
    """Cuántas personas, como se publica: la verdadera está de `desde` a `hasta` 95 de cada 100 veces.

    `exactas`: las que se cuentan tal cual, porque su respuesta ya se lee en su perfil.
    """

    estimado: int
    desde: int
    hasta: int
    exactas: int


def tal_cual(cuantas: int) -> Cifra:
    """La que no lleva azar."""
    return Cifra(cuantas, cuantas, cuantas, cuantas)


def proteger(
    celdas: Sequence[str], exactas: Mapping[str, int], calladas: Mapping[str, int], epsilon: Fraction
) -> dict[str, Cifra]:
    """Celda → su cifra; suman lo que suman las dos cuentas. Cada llamada gasta `epsilon` otra vez.

    Lo que sigue al sorteo mira solo lo sorteado y lo público: no gasta más.
    """
    cuantas = sum(calladas.values())
    if not cuantas:
        return {c: tal_cual(exactas.get(c, 0)) for c in celdas}
    sorteadas = [calladas.get(c, 0) + laplace(2 / epsilon) for c in celdas]
    estimadas, mas_menos = ajustadas(sorteadas, cuantas), margen(epsilon)
    return {
        c: _cifra(exactas.get(c, 0), sorteada, estimada, mas_menos, cuantas)
        for c, sorteada, estimada in zip(celdas, sorteadas, estimadas, strict=True)
    }


def _cifra(exactas: int, sorteada: int, estimada: int, mas_menos: int, cuantas: int) -> Cifra:
    centro = min(max(sorteada, 0), cuantas)
    desde, hasta = max(centro - mas_menos, 0), min(centro + mas_menos, cuantas)
    return Cifra(exactas + estimada, exactas + min(desde, estimada), exactas + max(hasta, estimada), exactas)


def ajustadas(sorteadas: Sequence[int], total: int) -> list[int]:
    """Las más cercanas que no son negativas y suman `total`: a todas se les quita lo mismo, y a ninguna más de lo que tiene."""

    def quedan(nivel: int) -> list[int]:
        return [max(0, s - nivel) for s in sorteadas]

    mayor = max(sorteadas)
    bajan = bisect_left(range(total + 1), total, key=lambda n: sum(quedan(mayor - n)))
    hechas = quedan(mayor - bajan)
    sobran = sum(hechas) - total
    for i in [i for i, una in enumerate(hechas) if una][::-1][:sobran]:
        hechas[i] -= 1
    return hechas


def margen(epsilon: Fraction) -> int:
    """Personas de más o de menos que el azar pasa cinco veces de cada cien, o menos."""
    razon, n = exp(-float(epsilon) / 2), 0
    while 2 * razon ** (n + 1) / (1 + razon) > FUERA:
        n += 1
    return n


def laplace(escala: Fraction) -> int:
    """Un entero n con probabilidad proporcional a e^(−|n|/escala), exacta."""
    t, s = escala.numerator, escala.denominator
    while True:
        resto = secrets.randbelow(t)
        if not _pasa(Fraction(resto, t)):
            continue
        vueltas = 0
        while _pasa(Fraction(1)):
            vueltas += 1
        tamano, baja = (resto + t * vueltas) // s, bool(secrets.randbelow(2))
        if tamano or not baja:  # el cero, una sola vez
            return -tamano if baja else tamano


def _pasa(x: Fraction) -> bool:
    """Con probabilidad e^(−x), para x de 0 a 1: cuántas veces seguidas salen x, x/2, x/3… es par."""
    n = 1
    while secrets.randbelow(x.denominator * n) < x.numerator:
        n += 1
    return n % 2 == 1
