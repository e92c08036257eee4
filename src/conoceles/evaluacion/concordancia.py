"""Cuánto coinciden dos personas que leen lo mismo: porcentaje y kappa de Cohen, siempre con su denominador."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Concordancia:
    """`pares` es el denominador: decisiones que tomaron las dos. `kappa`: `None` si el azar lo explica todo."""

    pares: int
    iguales: int
    kappa: float | None

    @property
    def porciento(self) -> float | None:
        return round(100 * self.iguales / self.pares, 1) if self.pares else None


def medir(pares: Iterable[tuple[bool, bool]]) -> Concordancia:
    """κ = (acuerdo observado - acuerdo por azar) / (1 - acuerdo por azar), de decisiones de sí o no."""
    lista = list(pares)
    total, iguales = len(lista), sum(a == b for a, b in lista)
    unas, otras = sum(a for a, _ in lista), sum(b for _, b in lista)
    esperado = unas * otras + (total - unas) * (total - otras)  # por total²
    if not total or esperado == total * total:
        return Concordancia(total, iguales, None)
    kappa = (iguales * total - esperado) / (total * total - esperado)
    return Concordancia(total, iguales, round(kappa, 2))
