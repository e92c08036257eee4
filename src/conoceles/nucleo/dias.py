"""Días naturales y hábiles. Los inhábiles son datos de la elección."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


def en_palabras(dia: date) -> str:
    """«3 de abril de 2024»."""
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def con_hora(momento: datetime, zona: str = "") -> str:
    """«3 de abril de 2024 a las 09:05», en ese huso o, sin decir cuál, en la hora de la instalación."""
    local = timezone.localtime(momento, ZoneInfo(zona) if zona else None)
    return f"{en_palabras(local.date())} a las {local:%H:%M}"


def momento_en_palabras(momento: datetime, zona: str) -> str:
    """«25 de abril de 2024, 10:00:00 (UTC-06:00)»."""
    local = momento.astimezone(ZoneInfo(zona))
    desfase = local.strftime("%z")
    return f"{en_palabras(local.date())}, {local:%H:%M:%S} (UTC{desfase[:3]}:{desfase[3:]})"


def anios(desde: date, al: date) -> int:
    """Años cumplidos de una fecha a otra."""
    return al.year - desde.year - ((al.month, al.day) < (desde.month, desde.day))


def es_habil(dia: date, inhabiles: Collection[date]) -> bool:
    """Lunes a viernes que no esté en la lista de inhábiles."""
    return dia.weekday() < 5 and dia not in inhabiles


def siguiente_habil(dia: date, inhabiles: Collection[date]) -> date:
    """Primer día hábil estrictamente posterior."""
    siguiente = dia + timedelta(days=1)
    while not es_habil(siguiente, inhabiles):
        siguiente += timedelta(days=1)
    return siguiente


def sumar(dia: date, cuantos: int, *, habiles: bool, inhabiles: Collection[date] = ()) -> date:
    """Día en que vence un plazo de `cuantos` días contados desde el siguiente a `dia`."""
    if not habiles:
        return dia + timedelta(days=cuantos)
    for _ in range(cuantos):
        dia = siguiente_habil(dia, inhabiles)
    return dia


def inicio(dia: date, zona: str) -> datetime:
    """Primer instante local del día; el día es el intervalo semiabierto hasta el siguiente."""
    return datetime.combine(dia, time(), ZoneInfo(zona))


def fin(dia: date, zona: str) -> datetime:
    """Instante en que el día deja de correr: el inicio del siguiente."""
    return inicio(dia + timedelta(days=1), zona)
