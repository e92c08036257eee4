"""Quién atiende las páginas que se repiten: un solo hilo, mientras baste.

Los hilos de un proceso se turnan el intérprete. Con mucha gente a la vez el servidor echa a andar todos, y pasárselo en cada petición
costaba la décima parte de lo que el lector entrega. Los demás hacen falta para lo que tarda: quien busca, quien baja un archivo grande.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from threading import get_ident
from time import monotonic

RECIENTE = 0.1  # segundos: quien atendió hace menos sigue atendiendo
DESCANSO = 0.1  # segundos, tope: si quien atiende se atora sin avisar, es lo que se espera por otro


class Turno:
    """Lo tiene un hilo. Los demás, si les toca una página, la entregan y descansan; se les despierta cuando hacen falta."""

    def __init__(self) -> None:
        self._de, self._visto = 0, 0.0
        self._hacen_falta = threading.Event()

    def es_mio(self) -> bool:
        """Si lo tiene este hilo, que lo toma cuando nadie lo usa."""
        yo, ahora = get_ident(), monotonic()
        if self._de != yo and ahora - self._visto < RECIENTE:
            return False
        self._de, self._visto = yo, ahora
        return True

    def ceder(self) -> None:
        """Este hilo va a tardar: si tenía el turno, que otro atienda."""
        if self._de == get_ident():
            self._visto = 0.0
            self._hacen_falta.set()

    def descansar(self) -> None:
        """Hasta que haga falta, o un rato."""
        self._hacen_falta.wait(DESCANSO)
        self._hacen_falta.clear()


class Ultima:
    """La respuesta de un hilo que después descansa: WSGI la cierra cuando ya se entregó."""

    def __init__(self, cuerpo: bytes, turno: Turno) -> None:
        self._cuerpo, self._turno = cuerpo, turno

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._cuerpo,))

    def close(self) -> None:
        self._turno.descansar()
