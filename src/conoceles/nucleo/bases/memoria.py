"""La memoria de un trabajo grande: la que ya nadie usa y este proceso conserva, y la que se crea sin ciclos que buscar."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


def devolver() -> None:
    """Al sistema. Antes de lo que va a pedir mucha de una vez, que no cabe en los huecos de la que se soltó.

    SQLite tiene a mano, de cada base, hasta 16 MiB de páginas leídas, y las vuelve a leer si las necesita; la biblioteca de C no
    devuelve los huecos entre lo que sigue en uso hasta que se le pide, si es la de GNU: otra no sabe hacerlo.
    """
    for conexion in connections.all(initialized_only=True):
        if conexion.vendor == "sqlite":
            with conexion.cursor() as cursor:
                cursor.execute("PRAGMA shrink_memory")
    recortar = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if recortar is not None:
        recortar(0)


@contextmanager
def sin_recolector() -> Iterator[None]:
    """Mientras dura no se buscan ciclos: en cientos de miles de filas no los hay, y recorrerlas al crearlas es procesador para nada.

    Al salir queda como estaba, también si adentro se falla.
    """
    estaba = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if estaba:
            gc.enable()
