"""El único reloj del dominio. En la demo arranca en otra fecha y sigue corriendo."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

_desfase: timedelta = timedelta()
_fijo: datetime | None = None


def ahora() -> datetime:
    """Momento actual, consciente de huso, en UTC."""
    if _fijo is not None:
        return _fijo
    return datetime.now(timezone.utc) + _desfase


def arrancar_en(inicio: datetime, *, origen: float | None = None) -> None:
    """Pone el reloj en `inicio` (con huso); corre desde `origen` (segundos Unix, hoy si falta)."""
    global _desfase
    base = datetime.fromtimestamp(time.time() if origen is None else origen, timezone.utc)
    _desfase = inicio - base


def leer_entorno() -> None:
    """Pone el reloj según `CONOCELES_AHORA` (ISO 8601 con huso) o, en la demo, según `reloj.json`.

    El archivo guarda el inicio y el segundo Unix en que empezó a correr: así coinciden todos los procesos.
    `ErrorDeDominio` si el momento no se entiende o no dice su huso.
    """
    valor = os.environ.get("CONOCELES_AHORA")
    if valor:
        arrancar_en(_con_huso(valor))
        return
    archivo = carpetas().datos / "reloj.json"
    if archivo.exists() and carpetas().modo != "produccion":
        guardado = json.loads(archivo.read_text())
        arrancar_en(_con_huso(guardado["inicio"]), origen=float(guardado["origen"]))


def _con_huso(valor: str) -> datetime:
    try:
        momento: datetime | None = datetime.fromisoformat(valor)
    except ValueError:
        momento = None
    if momento is None or momento.tzinfo is None:
        raise ErrorDeDominio(f"«{valor}» no es un momento ISO 8601 con huso, como 2024-04-25T10:00:00-06:00.")
    return momento


@contextmanager
def congelado(momento: datetime) -> Iterator[None]:
    """Detiene el reloj durante una prueba."""
    global _fijo
    anterior, _fijo = _fijo, momento
    try:
        yield
    finally:
        _fijo = anterior
