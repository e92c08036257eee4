"""Cuánto mide cada columna en el papel: ninguna palabra se parte si hay de dónde tomar."""

from __future__ import annotations

from collections.abc import Sequence

CORTAS = 7  # con más columnas, la letra baja y la hoja se acuesta
AIRE = 3.0  # lo que ocupa el margen de la celda, en letras
GRUESA = 1.1  # lo que una letra ancha, o en negrita, pasa de la media
TITULO = 16  # letras de título que caben en un renglón, si hay de dónde


def medir(
    columnas: Sequence[str], renglones: Sequence[Sequence[str]], *, apaisado: bool
) -> tuple[list[float], bool]:
    """En letras, columna por columna, y si hay que partir palabras. Lo ancho cede, sin bajar de su palabra más larga."""
    lados = [[titulo, *(r[n] for r in renglones)] for n, titulo in enumerate(columnas)]
    minimos = [AIRE + GRUESA * max(map(_palabra, lado)) for lado in lados]
    naturales = [
        max(m, AIRE + max([min(len(lado[0]), TITULO), *map(len, lado[1:])]))
        for m, lado in zip(minimos, lados, strict=True)
    ]
    sobra = _caben(len(columnas), apaisado) - sum(minimos)
    cede = sum(naturales) - sum(minimos)
    if sobra >= cede:
        return naturales, False
    parte = max(sobra, 0.0) / cede if cede else 0.0
    return [m + (n - m) * parte for n, m in zip(naturales, minimos, strict=True)], sobra < 0


def _palabra(texto: str) -> int:
    """Letras de la más larga."""
    return max((len(p) for p in texto.replace("\u200b", " ").split(" ")), default=0)


def _caben(columnas: int, apaisado: bool) -> float:
    """Letras que caben a lo ancho de la hoja carta."""
    ancho, letra = (24.3 if apaisado else 18.0), (0.142 if columnas > CORTAS else 0.162)
    return ancho / letra
