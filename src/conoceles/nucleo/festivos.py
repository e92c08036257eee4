"""Días de descanso obligatorio en México (Ley Federal del Trabajo, artículo 74)."""

from __future__ import annotations

from datetime import date, timedelta

FIJOS = (
    (1, 1, "Año Nuevo"),
    (5, 1, "Día del Trabajo"),
    (9, 16, "Día de la Independencia"),
    (12, 25, "Navidad"),
)
# (mes, cuál lunes, qué se conmemora)
LUNES = (
    (2, 1, "En conmemoración del 5 de febrero"),
    (3, 3, "En conmemoración del 21 de marzo"),
    (11, 3, "En conmemoración del 20 de noviembre"),
)
TRANSMISION = "Transmisión del Poder Ejecutivo Federal"


def oficiales(anio: int) -> dict[date, str]:
    """Día → qué se conmemora, en orden. La jornada electoral (fracción IX) la pone cada elección."""
    dias = {date(anio, mes, dia): nombre for mes, dia, nombre in FIJOS}
    dias |= {_lunes(anio, mes, cual): nombre for mes, cual, nombre in LUNES}
    if anio % 6 == 2:  # 2000, 2006, … 2018: el 1 de diciembre; desde 2024, el 1 de octubre
        dias[date(anio, 10 if anio >= 2024 else 12, 1)] = TRANSMISION
    return dict(sorted(dias.items()))


def _lunes(anio: int, mes: int, cual: int) -> date:
    primero = date(anio, mes, 1)
    return primero + timedelta(days=-primero.weekday() % 7, weeks=cual - 1)
