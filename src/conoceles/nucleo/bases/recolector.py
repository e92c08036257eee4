"""Trabajos que crean cientos de miles de filas sin ciclos: recorrerlas mientras se crean es procesador para nada."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sin_recolector() -> Iterator[None]:
    """Mientras dura no se buscan ciclos. Al salir queda como estaba, también si adentro se falla."""
    estaba = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if estaba:
            gc.enable()
