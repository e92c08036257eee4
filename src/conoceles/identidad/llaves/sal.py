"""Lo que hace irreconocible un resumen público de lo de una persona: sale de su llave y muere con ella."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime
from itertools import count
from typing import NamedTuple
from uuid import UUID, uuid5

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.llaves import llavero

_COMUNES = UUID("5f0c6f0e-6c1b-4f6b-9d43-0f6f2f6c9a11")
_LOTE = 100


class Comun(NamedTuple):
    """`vuelta`: cuántas comunes se han olvidado antes de esta."""

    vuelta: int
    sal: bytes


@sensitive_variables()
def comun(proceso: str, ahora: datetime) -> Comun:
    """La de lo que nombra a todas las de una elección: una sola, que se olvida cada vez que se suprime a una de ellas."""
    vuelta = _vuelta(proceso)
    clave = _comun(proceso, vuelta)
    return Comun(vuelta, para_sellos([clave], ahora)[clave])


def olvidar_comun(proceso: str, ahora: datetime) -> None:
    """Lo sellado con ella ya no lo rehace nadie. Sin nada sellado, no hace nada."""
    clave = _comun(proceso, _vuelta(proceso))
    if llavero.vive(clave):
        llavero.destruir(clave, ahora)


def comunes(proceso: str, cuantas: int) -> list[UUID]:
    """Las claves de las primeras de esa elección, que al suprimir a alguien se destruyen sin ser de nadie."""
    return [_comun(proceso, n) for n in range(cuantas)]


def _comun(proceso: str, vuelta: int) -> UUID:
    return uuid5(_COMUNES, f"{proceso}/{vuelta}")


def _vuelta(proceso: str) -> int:
    """Se olvidan en orden: las que faltan por estrenar siguen a las olvidadas."""
    for desde in count(step=_LOTE):
        olvidadas = llavero.destruidas_de([_comun(proceso, n) for n in range(desde, desde + _LOTE)])
        if olvidadas < _LOTE:
            return desde + olvidadas
    raise AssertionError


@sensitive_variables()
def sales(claves: Collection[UUID]) -> dict[UUID, bytes]:
    """La sal con que constan sus acuses en el registro público: 32 octetos por persona.

    Faltan las que no tienen llave, o se les destruyó: sus hojas ya no dicen nada.
    """
    return _derivadas(claves, b"conoceles: registro publico")


@sensitive_variables()
def para_sellos(claves: Collection[UUID], ahora: datetime) -> dict[UUID, bytes]:
    """La que entra en el sello de sus páginas. Quien no tenía llave la estrena; faltan las destruidas."""
    llavero.asegurar(claves, ahora)
    return _derivadas(claves, b"conoceles: sello de pagina")


def _derivadas(claves: Collection[UUID], para: bytes) -> dict[UUID, bytes]:
    vivas = llavero.obtener_varias(claves)
    return {clave: hmac.digest(llave, para, "sha256") for clave, llave in vivas.items()}
