"""La agenda de la demostración: se apunta en cualquier orden y ocurre en el del calendario."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from conoceles.nucleo import reloj

Acto = Callable[[datetime], object]


class Agenda:
    """Actos con su hora. Uno puede apuntar otros; dos a la misma hora ocurren como se apuntaron."""

    def __init__(self) -> None:
        self._pendientes: list[tuple[datetime, int, Acto]] = []
        self._turno = count()

    def apuntar(self, momento: datetime, acto: Acto) -> None:
        """`acto` recibe su hora, con huso."""
        heappush(self._pendientes, (momento, next(self._turno), acto))

    def cumplir(self) -> None:
        """Todo lo apuntado, con el reloj del dominio puesto en la hora de cada acto."""
        while self._pendientes:
            momento, _, acto = heappop(self._pendientes)
            with reloj.congelado(momento):
                acto(momento)
