"""Cada diferencia en un renglón que cabe en la pantalla, y las que son muchas, contadas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

ANCHO = 200
_TROZO, _ANTES, _POCAS = 50, 20, 3


class Linea(NamedTuple):
    """Un cambio: de qué materia, en qué parte de la elección, y la frase que lo dice."""

    materia: str
    parte: str
    frase: str


def de_a(que: str, uno: str, otro: str) -> str:
    """«Jornada: 2 de junio → 9 de junio»; de un texto largo, dónde empieza a ser otro y cuántas letras."""
    uno, otro = uno or "nada", otro or "nada"
    if len(entera := f"{que}: {uno} → {otro}") <= ANCHO:
        return entera
    desde = _iguales(uno, otro)
    hasta = _iguales(reversed(uno[desde:]), reversed(otro[desde:]))
    cuantas = max(len(uno), len(otro)) - desde - hasta
    trozos = (_trozo(t, max(0, desde - _ANTES)) for t in (uno, otro))
    return f"{_trozo(que, 0)}: {' → '.join(trozos)} (cambian {cuantas:,} letras)"


def _iguales(unas: Iterable[str], otras: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda par: par[0] == par[1], zip(unas, otras, strict=False)))


def _trozo(texto: str, desde: int) -> str:
    corte = " ".join(texto[desde : desde + _TROZO].split())
    return f"{'…' * (desde > 0)}{corte}{'…' * (desde + _TROZO < len(texto))}"


def resumir(lineas: Iterable[Linea]) -> list[str]:
    """Primero las fechas, una por una; de lo demás, cuántas de cada materia donde son muchas."""
    de_cada_una: dict[str, list[Linea]] = {"fechas": []}
    for linea in lineas:
        de_cada_una.setdefault(linea.materia, []).append(linea)
    return [frase for materia, suyas in de_cada_una.items() for frase in _de_materia(materia, suyas)]


def _de_materia(materia: str, suyas: list[Linea]) -> Iterator[str]:
    if materia == "fechas" or len(suyas) <= _POCAS:
        yield from (linea.frase for linea in suyas)
        return
    partes = [*dict.fromkeys(linea.parte for linea in suyas)]
    donde = f" en {len(partes)} partes" if len(partes) > 1 else ""
    mas = f" y {len(partes) - _POCAS} más" if len(partes) > _POCAS else ""
    yield f"{materia}: {len(suyas)} cambios{donde} ({', '.join(_trozo(p, 0) for p in partes[:_POCAS])}{mas})"
