"""El único reloj del dominio. En la demo arranca en otra fecha y sigue corriendo."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_desfase: timedelta = timedelta()
_fijo: datetime | None = None


def ahora() -> datetime:
    """Momento actual, consciente de huso, en UTC."""
    if _fijo is not None:
        return _fijo
    return datetime.now(timezone.utc) + _desfase


def hoy(zona: str) -> date:
    """Día local de la elección; `zona` es un nombre IANA."""
    return ahora().astimezone(ZoneInfo(zona)).date()


def arrancar_en(inicio: datetime, *, origen: float | None = None) -> None:
    """Pone el reloj en `inicio` (con huso); corre desde `origen` (segundos Unix, hoy si falta)."""
    global _desfase
    base = datetime.fromtimestamp(time.time() if origen is None else origen, timezone.utc)
    _desfase = inicio - base


def leer_entorno() -> None:
    """Aplica `CONOCELES_AHORA` (ISO 8601 con huso) si está puesto."""
    valor = os.environ.get("CONOCELES_AHORA")
    if valor:
        arrancar_en(datetime.fromisoformat(valor))


@contextmanager
def congelado(momento: datetime) -> Iterator[None]:
    """Detiene el reloj durante una prueba."""
    global _fijo
    anterior, _fijo = _fijo, momento
    try:
        yield
    finally:
        _fijo = anterior
