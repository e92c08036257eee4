"""Lo que llegó a una hora y se atiende a otra, como lo deja el servidor del frente."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from conoceles.nucleo import reloj


@contextmanager
def en_la_cola(hasta: datetime, segundos: float = 13) -> Iterator[datetime]:
    """Se atiende a esa hora, y llegó esos segundos antes."""
    with reloj.congelado(hasta), reloj.atendiendo(time.time() - segundos):
        yield reloj.ahora()


def justo_despues(limite: datetime) -> datetime:
    """Cuando atender lo que llegó tres segundos antes de ese momento."""
    return limite + timedelta(seconds=10)
