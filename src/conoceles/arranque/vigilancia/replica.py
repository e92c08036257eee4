"""Cuando las bases exigen una réplica, lo que no está en ella no se da por recibido.

PostgreSQL no confirma sin su réplica: espera. Aquí esa espera se vuelve una respuesta. Sin réplica no se recibe nada; lo
que ya esperaba se corta, y quien lo mandó lee que no hay acuse. Y antes de mostrar un acuse se confirma algo después de él:
un servidor que murió esperando enseña, al volver, lo que su réplica todavía no tiene.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponseBase
from psycopg import OperationalError
from psycopg.pq import TransactionStatus

from conoceles.arranque.bases import ALIAS, dice
from conoceles.marco.errores import sin_bases

PLAZO = 45.0  # segundos; nginx se cansa a los sesenta y entonces nadie diría nada
SIN_EFECTO = ("GET", "HEAD", "OPTIONS")
# Quien no administra ve cuántas copias hay conectadas, y no más: es lo que hace falta.
_EXIGE = "SELECT current_setting('synchronous_standby_names') <> ''"
_HAY = "SELECT current_setting('synchronous_standby_names') = '' OR EXISTS (SELECT FROM pg_stat_replication)"


def varias(alias: str) -> bool:
    """Si esa base se declaró con más de un servidor."""
    return "," in str(connections[alias].settings_dict["HOST"])


def faltan() -> list[str]:
    """Las bases que exigen una réplica y no la tienen conectada."""
    return [alias for alias in ALIAS if varias(alias) and not dice(alias, _HAY)]


def sin_exigir() -> list[str]:
    """Las que se declararon con varios servidores y hoy confirman en uno solo: recién ascendido, o soltado a propósito."""
    return [alias for alias in ALIAS if varias(alias) and not dice(alias, _EXIGE)]


def confirmar() -> None:
    """Vuelve cuando la réplica tiene todo lo escrito hasta ahora."""
    for alias in filter(varias, ALIAS):
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_logical_emit_message(true, 'conoceles', '')")


class Replica:
    """Va por fuera de todo: las sesiones también se guardan en la base."""

    def __init__(self, siguiente: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not any(map(varias, ALIAS)):
            raise MiddlewareNotUsed
        self._siguiente = siguiente

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        corte = threading.Timer(PLAZO, _cortar, [[connections[alias] for alias in ALIAS]])
        corte.daemon = True
        corte.start()
        try:
            if request.method not in SIN_EFECTO and faltan():
                return sin_bases(request)
            return self._siguiente(request)
        finally:
            corte.cancel()

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponseBase | None:
        """Toda página cuyo nombre de ruta dice «acuse» espera a que conste lo que va a mostrar."""
        if request.resolver_match is None or "acuse" not in (request.resolver_match.url_name or ""):
            return None
        if faltan():
            return sin_bases(request)
        confirmar()
        return None


def _cortar(bases: list[BaseDatabaseWrapper]) -> None:
    """Suelta las que siguen esperando: PostgreSQL conserva la transacción sin enseñarla; aquí es un error."""
    abiertas = [base.connection.pgconn for base in bases if base.connection is not None]
    ocupadas = [suya for suya in abiertas if suya.transaction_status == TransactionStatus.ACTIVE]
    for suya in ocupadas:
        with (
            contextlib.suppress(OSError, OperationalError),
            socket.socket(fileno=os.dup(suya.socket)) as enchufe,
        ):
            enchufe.shutdown(socket.SHUT_RDWR)
