"""Si la hora que dice el equipo puede ser la que es. Sin base de datos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from conoceles.pulso.lectura import Lectura
from conoceles.pulso.models import Freno, Latido

TOLERANCIA = timedelta(minutes=5)


@dataclass(frozen=True)
class Hallazgo:
    """Por qué no es de fiar; `antes`, la hora que correspondía o la última conocida."""

    causa: str
    antes: datetime
    despues: datetime


def salto(previo: Latido | None, lectura: Lectura) -> Hallazgo | None:
    """En el mismo arranque, la hora y el reloj monótono deben avanzar igual desde que se dieron por buenos."""
    if previo is None or abs(lectura.origen - previo.origen) <= TOLERANCIA:
        return None
    correspondia = previo.origen + timedelta(seconds=lectura.monotono)
    return Hallazgo(Freno.SALTO, correspondia, lectura.pared)


def atraso(ultima: datetime | None, ahora: datetime) -> Hallazgo | None:
    """En otro arranque no hay con qué medir, pero el tiempo no vuelve."""
    if ultima is None or ahora >= ultima - TOLERANCIA:
        return None
    return Hallazgo(Freno.ATRASO, ultima, ahora)


def ausencia(ultima: datetime | None, ahora: datetime, admitida: timedelta) -> Hallazgo | None:
    """Tanto tiempo sin latir que no se sabe si el equipo estuvo apagado o le movieron la hora."""
    if ultima is None or ahora - ultima <= admitida:
        return None
    return Hallazgo(Freno.AUSENCIA, ultima, ahora)
