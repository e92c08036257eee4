"""Distancia entre colores en OKLab, para que el acento no se parezca a ninguna fuerza."""

from __future__ import annotations

import math

_A_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_A_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
Terna = tuple[float, ...]


def distancia(uno: str, otro: str) -> float:
    """ΔE euclidiana en OKLab entre dos colores `#rrggbb`."""
    return math.dist(oklab(uno), oklab(otro))


def oklab(color: str) -> Terna:
    """Luminosidad y los dos ejes de color (Ottosson, 2020)."""
    canales = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lineal = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canales]
    return _por(_A_LAB, [c ** (1 / 3) for c in _por(_A_LMS, lineal)])


def _por(matriz: tuple[tuple[float, ...], ...], vector: list[float] | Terna) -> Terna:
    return tuple(sum(a * b for a, b in zip(fila, vector, strict=True)) for fila in matriz)
