"""`/salud/vivo` y `/salud/listo`: si el proceso responde, y si puede trabajar. Privadas: nginx no las publica."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.vigilancia import replica
from conoceles.arranque.vigilancia.alertas import COLA, TARDE
from conoceles.arranque.vigilancia.medidas import contesta
from conoceles.correo.models import Correo
from conoceles.cuentas.acceso import publica
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.almacen import AlmacenCaido
from conoceles.nucleo.carpetas import carpetas
from conoceles.proceso.models import Proceso
from conoceles.publicacion.rezago import atraso
from conoceles.pulso.comparacion import TOLERANCIA
from conoceles.pulso.consultas import detenido, ultimo_latido

LIBRE = 200 * 1024 * 1024  # octetos: con menos, la próxima fotografía o publicación puede no caber


@publica
@never_cache
@require_GET
def vivo(request: HttpRequest) -> HttpResponse:
    """El proceso responde. No mira nada más: reiniciarlo no revive una base."""
    return _texto(["vivo"], 200)


@publica
@never_cache
@require_GET
def listo(request: HttpRequest) -> HttpResponse:
    """200 si puede capturar y publicar; 503 con un código por renglón de lo que falta, sin dato alguno."""
    faltan = list(_faltan())
    return _texto(faltan or ["listo"], 503 if faltan else 200)


def _faltan() -> Iterator[str]:
    muertas = [f"BASE_{ALIAS[alias].upper()}" for alias in ALIAS if not contesta(alias)]
    yield from muertas
    if not muertas:
        pulso = ultimo_latido()
        if pulso is None or not pulso.vivo:
            yield "OBRERO"
        yield from _colas(reloj.ahora())
        if replica.faltan():
            yield "REPLICA"
        if detenido() or abs(_diferencia()) > TOLERANCIA:
            yield "RELOJ"
    if not _hay_almacen():
        yield "ALMACEN"
    if shutil.disk_usage(carpetas().datos).free < LIBRE or _en_solo_lectura():
        yield "DISCO"


def _colas(ahora: datetime) -> Iterator[str]:
    """Las que llevan esperando lo mismo que merece una alerta."""
    if any(atraso(clave, ahora).tiempo > TARDE for clave in Proceso.objects.values_list("pk", flat=True)):
        yield "PUBLICACION"
    if Correo.objects.filter(estado="en_cola", en__lt=ahora - COLA).exists():
        yield "CORREO"


def _diferencia() -> timedelta:
    """Lo que el reloj de esta máquina se separa del de la base A; en SQLite es el mismo."""
    if connections["default"].vendor != "postgresql":
        return timedelta()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        momento: datetime = cursor.fetchone()[0]
    return datetime.now(timezone.utc) - momento


def _hay_almacen() -> bool:
    try:
        archivos.hay("0" * 64)
    except AlmacenCaido:
        return False
    return True


def _en_solo_lectura() -> bool:
    """Si la captura no puede guardar una fotografía en esta máquina."""
    suya = carpetas().archivos
    return not archivos.aparte() and suya.exists() and not os.access(suya, os.W_OK)


def _texto(renglones: list[str], estado: int) -> HttpResponse:
    return HttpResponse("\n".join(renglones) + "\n", content_type="text/plain; charset=utf-8", status=estado)
