"""Cuánto lleva una publicación larga y cuánto falta, dicho en una frase de vez en cuando."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

CADA = 5.0  # segundos entre una frase y otra; lo que tarda menos no dice nada
Decir = Callable[[str], None]


def callar(frase: str) -> None:
    """A nadie le interesa."""


class Avance:
    """Lo que falta se estima al paso que se lleva, y solo de recorrer candidaturas: después se dice cada etapa."""

    def __init__(self, decir: Decir, reloj: Callable[[], float] = monotonic) -> None:
        self._decir, self._reloj = decir, reloj
        self._inicio = self._dicho = reloj()
        self._hechas = self._total = 0

    def de(self, total: int) -> None:
        """Empieza un recorrido de tantas candidaturas."""
        self._hechas, self._total, self._inicio = 0, total, self._reloj()

    def sumar(self, cuantas: int) -> None:
        """Otras que ya están compuestas o encargadas."""
        self._hechas += cuantas
        llevan = self._reloj() - self._inicio
        if self._reloj() - self._dicho >= CADA and 0 < self._hechas < self._total:
            faltan = llevan / self._hechas * (self._total - self._hechas)
            self._frase(
                f"{self._hechas:,} de {self._total:,} candidaturas; a este paso, las demás en {_en(faltan)}"
            )

    def etapa(self, que: str) -> None:
        """Lo que sigue, si el recorrido fue largo."""
        if self._total and self._reloj() - self._inicio >= CADA:
            self._frase(que)

    def _frase(self, frase: str) -> None:
        self._dicho = self._reloj()
        self._decir(frase)


def _en(segundos: float) -> str:
    """«unos 40 s», «unos 3 min»: nunca más fino de lo que se sabe."""
    if segundos < 90:
        return f"unos {max(10, round(segundos, -1)):.0f} s"
    return f"unos {segundos / 60:.0f} min"
