"""Antes y después, palabra por palabra."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

POCO = 0.3  # por debajo de esta semejanza, señalar palabras sueltas estorba: es otro texto
_PALABRA = re.compile(r"\S+\s*|\s+")  # cada una con el blanco que la sigue: los blancos solos no distraen


@dataclass(frozen=True)
class Trozo:
    """Palabras seguidas; `cambia`: no están en el otro texto."""

    texto: str
    cambia: bool


def antes_y_despues(antes: str, despues: str) -> tuple[tuple[Trozo, ...], tuple[Trozo, ...]]:
    """Los dos textos enteros, cada uno en trozos; juntos, los trozos son el texto."""
    unas, otras = _PALABRA.findall(antes), _PALABRA.findall(despues)
    comparadas = SequenceMatcher(None, _sin_blancos(unas), _sin_blancos(otras), autojunk=False)
    if comparadas.ratio() < POCO:
        return _entero(antes), _entero(despues)
    sale: list[Trozo] = []
    entra: list[Trozo] = []
    for que, a, b, c, d in comparadas.get_opcodes():
        sale += [Trozo("".join(unas[a:b]), que != "equal")] * (b > a)
        entra += [Trozo("".join(otras[c:d]), que != "equal")] * (d > c)
    return tuple(sale), tuple(entra)


def _sin_blancos(palabras: list[str]) -> list[str]:
    return [p.strip() for p in palabras]


def _entero(texto: str) -> tuple[Trozo, ...]:
    return (Trozo(texto, cambia=True),) if texto else ()
