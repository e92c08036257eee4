"""Lo que toda pantalla privada hace igual: leer una fecha, contestar un rechazo y entregar un archivo."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.dateparse import parse_date, parse_datetime

from conoceles.nucleo.errores import ErrorDeDominio, por_campo

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


CIFRAS = 9  # cabe en la columna de cualquier base; Python ni siquiera lee un número de cinco mil


def numero(texto: str) -> int | None:
    """Entero de un campo; `None` si no lo es o no cabe."""
    return int(texto) if texto.isascii() and texto.isdigit() and len(texto) <= CIFRAS else None


def fecha(texto: str) -> date | None:
    """Día de un campo de fecha; `None` si está vacío o no existe en el calendario."""
    try:
        return parse_date(texto)
    except ValueError:
        return None


def momento(texto: str, zona: str) -> datetime | None:
    """Fecha y hora locales de un campo del navegador, con su huso; `None` si no se entiende."""
    try:
        leido = parse_datetime(texto)
    except ValueError:
        return None
    return leido.replace(tzinfo=ZoneInfo(zona)) if leido else None


def codigo(error: ErrorDeDominio | None) -> int:
    """200 sin error; 422 si hay un dato que corregir; 409 si lo que se pide ya no cabe."""
    if error is None:
        return 200
    return 422 if por_campo(error) else 409


def descarga(octetos: bytes, tipo: str, nombre: str) -> HttpResponse:
    """Un archivo que se guarda, no que se abre en la página. `nombre` es nuestro, nunca el que se recibió."""
    encabezados = {"Content-Disposition": f'attachment; filename="{nombre}"'}
    return HttpResponse(octetos, content_type=tipo, headers=encabezados)
