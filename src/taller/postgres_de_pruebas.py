"""Un PostgreSQL desechable con dos papeles, o el que se dé en `CONOCELES_PRUEBAS_POSTGRES`."""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from conoceles.arranque.papeles import PAPELES
from conoceles.arranque.papeles import nombre as de_papel
from conoceles.nucleo.errores import ErrorDeDominio
from taller.requisitos import binarios_postgres

BASES = {"curricular": "conoceles_a", "identidad": "conoceles_b", "llaves": "conoceles_b"}
# Los del producto son del servidor entero: sin entrada y sin bases, otra corrida los puede estar usando.
CREAR_SI_FALTA = "DO $$BEGIN CREATE ROLE {} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END$$"
AJUSTES_DE_PRUEBAS = [
    f"-c{ajuste}"
    for ajuste in (
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "jit=off",
        "max_connections=400",
    )
]


@contextlib.contextmanager
def servidor(ajustes: Sequence[str] = AJUSTES_DE_PRUEBAS) -> Iterator[dict[str, str]]:
    """Las tres `CONOCELES_BD_*`, con las bases recién creadas; al salir no queda nada.

    `ajustes`: los del servidor, si no se da uno; los de omisión no esperan al disco, y con ninguno son los de fábrica.
    """
    with contextlib.ExitStack() as pila:
        url = os.environ.get("CONOCELES_PRUEBAS_POSTGRES") or pila.enter_context(desechable(ajustes))
        yield pila.enter_context(_bases(url))


@contextlib.contextmanager
def _bases(url: str) -> Iterator[dict[str, str]]:
    """Crea papeles y bases con un sufijo al azar: dos corridas pueden usar el mismo servidor."""
    sufijo, clave = secrets.token_hex(4), secrets.token_hex(16)
    lugar = urlsplit(url)
    papeles = sorted(set(BASES.values()))
    with psycopg.connect(url, autocommit=True) as conexion:
        for papel in papeles:
            nombre = sql.Identifier(f"{papel}_{sufijo}")
            conexion.execute(
                sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(nombre, sql.Literal(clave))
            )
        for servicio in PAPELES:
            conexion.execute(CREAR_SI_FALTA.format(de_papel(servicio)).encode())
            for papel in papeles:
                dado = [sql.Identifier(de_papel(servicio)), sql.Identifier(f"{papel}_{sufijo}")]
                conexion.execute(sql.SQL("GRANT {} TO {}").format(*dado))
        for base, papel in BASES.items():
            partes = [sql.Identifier(f"{base}_{sufijo}"), sql.Identifier(f"{papel}_{sufijo}")]
            conexion.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(partes[1]))
            conexion.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*partes))
        try:
            yield {
                f"CONOCELES_BD_{base.upper()}": f"postgresql://{papel}_{sufijo}:{clave}@"
                f"{lugar.hostname or 'localhost'}:{lugar.port or 5432}/{base}_{sufijo}"
                for base, papel in BASES.items()
            }
        finally:
            # También las que Django haya derivado de ellas (test_…) si la corrida se interrumpió.
            filas = conexion.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"%{sufijo}%"])
            for (base,) in filas.fetchall():
                conexion.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(base)))
            for papel in papeles:
                conexion.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(f"{papel}_{sufijo}")))


@contextlib.contextmanager
def desechable(ajustes: Sequence[str] = AJUSTES_DE_PRUEBAS) -> Iterator[str]:
    """initdb se niega a correr como root: entonces lo hace `postgres` o `nobody`."""
    binarios = binarios_postgres()
    if binarios is None:
        raise ErrorDeDominio("No hay PostgreSQL para las pruebas: sudo apt-get install postgresql")
    carpeta = Path(tempfile.mkdtemp(prefix="conoceles-postgres-"))
    usuario = _usuario()
    if usuario:
        shutil.chown(carpeta, usuario)
    puerto = _puerto_libre()
    try:
        _initdb(binarios, carpeta, usuario)
        proceso = subprocess.Popen(
            [
                binarios / "postgres",
                "-D",
                carpeta / "d",
                "-k",
                carpeta,
                "-h",
                "127.0.0.1",
                f"-p{puerto}",
                *ajustes,
            ],
            user=usuario,
            cwd=carpeta,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield _esperar(f"postgresql://pruebas@127.0.0.1:{puerto}/postgres", proceso)
        finally:
            proceso.send_signal(2)  # SIGINT: fin rápido, sin esperar clientes
            proceso.wait(20)
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _initdb(binarios: Path, carpeta: Path, usuario: str | None) -> None:
    orden = [str(binarios / "initdb"), "-D", str(carpeta / "d"), "-U", "pruebas", "-A", "trust", "-E", "UTF8"]
    hecho = subprocess.run(
        [*orden, "--locale=C.UTF-8", "--no-sync"],
        user=usuario,
        cwd=carpeta,
        capture_output=True,
        text=True,
        check=False,
    )
    if hecho.returncode:
        raise ErrorDeDominio(f"No se pudo preparar PostgreSQL para las pruebas: {hecho.stderr[-500:]}")


def _usuario() -> str | None:
    if os.geteuid() != 0:
        return None
    cuentas = {cuenta.pw_name for cuenta in pwd.getpwall()}
    return "postgres" if "postgres" in cuentas else "nobody"


def _esperar(url: str, proceso: subprocess.Popen[bytes]) -> str:
    limite = time.monotonic() + 90
    while True:
        try:
            psycopg.connect(url, connect_timeout=1).close()
        except psycopg.OperationalError:
            if proceso.poll() is not None or time.monotonic() > limite:
                raise ErrorDeDominio("El PostgreSQL de las pruebas no arrancó.") from None
            time.sleep(0.1)
        else:
            return url


def _puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])
