"""El único reloj del dominio. En la demo arranca en otra fecha y sigue corriendo.

De lo que llega por la red hay dos horas: la de su llegada, que sella el servidor del frente y decide los plazos, y la del
programa cuando empieza a atenderlo, con que se registra.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta, timezone

from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

# Cuánto pudo esperar lo que llegó: nginx deja de hacerlo a los dos minutos, y lo encolado se atiende en menos. Más, no es
# una espera: una de las dos horas está mal.
TOPE = timedelta(minutes=5)
ADELANTE = timedelta(seconds=1)  # entre dos máquinas en hora
_desfase: timedelta = timedelta()
_fijo: datetime | None = None
_peticion: ContextVar[tuple[datetime, datetime] | None] = ContextVar("peticion", default=None)


def ahora() -> datetime:
    """Momento actual, consciente de huso, en UTC; en una petición cuya llegada consta, el que era al empezar a atenderla."""
    if (horas := _peticion.get()) is not None:
        return horas[1]
    if _fijo is not None:
        return _fijo
    return datetime.now(timezone.utc) + _desfase


@contextmanager
def atendiendo(llegada: float) -> Iterator[bool]:
    """Lo que se haga aquí dentro llegó en ese segundo Unix; dice si se cree. En el reloj de la demo, lo mismo antes.

    Ni una espera mayor que `TOPE` ni una hora que todavía no es: entonces rige la del programa, como sin llegada.
    """
    registrado, espera = ahora(), timedelta(seconds=time.time() - llegada)
    creida = -ADELANTE <= espera <= TOPE
    testigo = _peticion.set((registrado - max(espera, timedelta()), registrado) if creida else None)
    try:
        yield creida
    finally:
        _peticion.reset(testigo)


def llegada(registrado: datetime) -> datetime | None:
    """La de la petición que se atiende y se registra en ese momento; `None` si nadie la selló, o no es de una petición."""
    horas = _peticion.get()
    return horas[0] if horas is not None and horas[1] == registrado else None


def recibido(registrado: datetime) -> datetime:
    """La hora que decide los plazos de lo que se registra en ese momento: su llegada o, sin ella, esa misma."""
    return llegada(registrado) or registrado


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
