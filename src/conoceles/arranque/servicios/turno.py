"""Cuál de los obreros actúa: a lo más uno. Si muere, o su máquina desaparece, otro lo nota en segundos.

En PostgreSQL, un candado de aviso de la base A, en una conexión propia que dura lo que el turno: el servidor lo suelta
con ella. En SQLite, un candado sobre un archivo de la carpeta de datos.
"""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import psycopg

from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

CANDADO = 0x436F6E6F63656C65  # «Conocele» en ASCII: en esa base, nadie más usa candados de aviso
NOMBRE = "conoceles-obrero"


class Turno(Protocol):
    def mio(self) -> bool:
        """Si a este proceso le toca. Se pregunta en cada vuelta. `psycopg.Error` si la base no contesta: ya no le toca."""

    def soltar(self) -> None:
        """Que siga otro."""

    def hay_otro(self) -> bool:
        """Si alguien más espera el turno."""


class DePostgres:
    """`parametros`: los de la conexión a la base A."""

    def __init__(self, parametros: dict[str, Any]) -> None:
        self._parametros = {**parametros, "application_name": NOMBRE}
        self._conexion: psycopg.Connection | None = None
        self._tomado = False

    def mio(self) -> bool:
        try:
            conexion = self._conexion or self._abrir()
            if self._tomado:
                conexion.execute("SELECT 1")  # si la conexión se perdió, el candado también
            else:
                fila = conexion.execute("SELECT pg_try_advisory_lock(%s)", [CANDADO]).fetchone()
                self._tomado = bool(fila and fila[0])
        except psycopg.Error:
            self.soltar()
            raise
        return self._tomado

    def soltar(self) -> None:
        self._tomado = False
        if self._conexion is not None:
            with contextlib.suppress(psycopg.Error):
                self._conexion.close()
            self._conexion = None

    def hay_otro(self) -> bool:
        otros = "SELECT count(*) > 1 FROM pg_stat_activity WHERE application_name = %s"
        fila = self._conexion.execute(otros, [NOMBRE]).fetchone() if self._conexion else None
        return bool(fila and fila[0])

    def _abrir(self) -> psycopg.Connection:
        self._conexion = psycopg.connect(**self._parametros, autocommit=True)
        return self._conexion


class DeArchivo:
    """El candado del sistema muere con el proceso."""

    def __init__(self, archivo: Path) -> None:
        archivo.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._abierto = archivo.open("w")

    def mio(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(self._abierto, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def soltar(self) -> None:
        self._abierto.close()

    def hay_otro(self) -> bool:
        return False


@contextlib.contextmanager
def sin_obrero(que_pasaria: str) -> Iterator[None]:
    """Mientras dure, ninguno actúa. `ErrorDeDominio`, con lo que pasaría, si hay uno en marcha."""
    suyo = turno()
    try:
        if not suyo.mio():
            raise ErrorDeDominio(
                f"Hay un obrero en marcha: {que_pasaria}. En todas las máquinas, systemctl stop conoceles-obrero conoceles-captura; "
                "repita la orden y arránquelos."
            )
        yield
    finally:
        suyo.soltar()


def exigir_sin_captura() -> None:
    """`ErrorDeDominio` si alguna, de la máquina que sea, tiene abierta una base.

    Firmaría con la llave de acuses de antes, y esos acuses ya no valdrían. En SQLite va con el obrero, y se detienen juntos.
    """
    from django.db import connections

    from conoceles.arranque.papeles import nombre

    base = connections["default"]
    if base.vendor != "postgresql":
        return
    with base.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = %s", [nombre("captura")])
        if cursor.fetchone() != (0,):
            raise ErrorDeDominio(
                "Hay una captura en marcha: los acuses que diera ya no valdrían. En todas las máquinas, "
                "systemctl stop conoceles-obrero conoceles-captura; repita la orden y arránquelos."
            )


def turno() -> Turno:
    """El de esta instalación, según el motor de su base A."""
    from django.db import connections

    base = connections["default"]
    if base.vendor == "postgresql":
        return DePostgres(base.get_connection_params())
    return DeArchivo(carpetas().registros / "obrero.candado")
