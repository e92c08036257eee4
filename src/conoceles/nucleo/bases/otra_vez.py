"""Lo que la base deshizo porque se cruzó con otro se hace otra vez, una sola, si nada de ello quedó hecho (decisión 0105)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import sleep
from typing import Any, TypeVar

from django.db import OperationalError, connections
from django.db.transaction import Atomic

ABORTADAS = ("40001", "40P01")  # serialización y espera en círculo
PAUSA = 0.5  # segundos: enseguida, le ganaría otra vez la fila a la que ya no la espera, que apenas despierta
_ESCRIBEN = ("INSERT", "UPDATE", "DELETE")
REGISTRO = logging.getLogger("conoceles.bases")
Hecho = TypeVar("Hecho")


def aborto(error: BaseException | None) -> str:
    """El SQLSTATE con que la base deshizo una transacción para que otra siguiera; vacío si el error es otro."""
    estado = getattr(getattr(error, "__cause__", None), "sqlstate", None)
    return estado if isinstance(error, OperationalError) and estado in ABORTADAS else ""


class Rastro:
    """Si de lo que se ha hecho hay algo que ya no se deshace: una transacción que se confirmó, o lo escrito sin ninguna."""

    def __init__(self) -> None:
        self.queda = False
        self._vistas: dict[str, Atomic] = {}

    def se_repite(self, error: BaseException) -> bool:
        """Una vez: lo repetido, si falla, falla. Antes, la otra transacción toma lo que esperaba."""
        if not (estado := aborto(error)) or self.queda:
            return False
        self.queda = True
        REGISTRO.warning("La base deshizo una transacción porque se cruzó con otra (%s): se repite.", estado)
        sleep(PAUSA)
        return True

    def mirar(
        self, ejecutar: Callable[..., Any], sql: Any, dichos: Any, muchas: bool, contexto: dict[str, Any]
    ) -> Any:
        """Va entre Django y la base."""
        conexion = contexto["connection"]
        if not conexion.in_atomic_block:
            self.queda |= str(sql).startswith(_ESCRIBEN)
        elif self._vistas.get(conexion.alias) is not (bloque := conexion.atomic_blocks[0]):
            # Es su primera orden: todavía sin punto de retorno que se lleve el aviso al deshacerse.
            self._vistas[conexion.alias] = bloque
            conexion.on_commit(self._quedo)
        return ejecutar(sql, dichos, muchas, contexto)

    def _quedo(self) -> None:
        self.queda = True


@contextmanager
def mirando() -> Iterator[Rastro]:
    """Todo lo que este hilo pida a las bases mientras tanto."""
    rastro = Rastro()
    with ExitStack() as pila:
        for alias in connections:
            pila.enter_context(connections[alias].execute_wrapper(rastro.mirar))
        yield rastro


def una_vez_mas(hacer: Callable[[], Hecho]) -> Hecho:
    """Lo que da `hacer`, que se repite si la base lo deshizo. `OperationalError` si la segunda tampoco, o si algo quedó hecho."""
    with mirando() as rastro:
        try:
            return hacer()
        except OperationalError as error:
            if not rastro.se_repite(error):
                raise
    return hacer()
