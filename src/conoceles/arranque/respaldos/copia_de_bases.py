"""Las bases A y B, a una copia y de vuelta: un archivo de SQLite, o un volcado de PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg

from conoceles.arranque import preparacion
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

BASES = ("curricular", "identidad")
# Sin dueño ni permisos: el servidor nuevo puede no tener los papeles del viejo; después, `papeles` da lo suyo a los que haya.
RESTAURAR = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
CABEZA = "SELECT huella FROM bitacora_entrada ORDER BY id DESC LIMIT 1"
# El dueño del esquema es quien sea dueño de la base, como en una recién creada. Quien siga dentro no la hace esperar sin fin.
VACIAR = (
    "SET lock_timeout = '30s'",
    "DROP SCHEMA public CASCADE",
    "CREATE SCHEMA public AUTHORIZATION pg_database_owner",
)


def direccion(base: str) -> str:
    """La de esa base, si es de PostgreSQL; vacía, si es un archivo."""
    return os.environ.get(f"CONOCELES_BD_{base.upper()}", "")


def copiar(base: str, destino: Path) -> str:
    """Copia la base como estaba en un instante y devuelve la cabeza de su bitácora en ese mismo instante."""
    if url := direccion(base):
        with psycopg.connect(url) as conexion:
            conexion.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            instante = _uno(conexion.execute("SELECT pg_export_snapshot()").fetchone())
            archivo = f"--file={destino / f'{base}.dump'}"
            _postgres("pg_dump", url, "--format=custom", f"--snapshot={instante}", archivo)
            return _uno(conexion.execute(CABEZA).fetchone())
    with _sqlite(carpetas().base(base)) as viva, _sqlite(destino / f"{base}.sqlite3") as copia:
        viva.backup(copia)
        return _uno(copia.execute(CABEZA).fetchone())


def _cabeza_de(base: str) -> str:
    if url := direccion(base):
        with psycopg.connect(url) as conexion:
            return _uno(conexion.execute(CABEZA).fetchone())
    with _sqlite(carpetas().base(base)) as conexion_sqlite:
        return _uno(conexion_sqlite.execute(CABEZA).fetchone())


def _uno(fila: tuple[object, ...] | None) -> str:
    return str(fila[0]) if fila else ""


def exigir_motor(base: str, origen: Path) -> None:
    """`ErrorDeDominio` si la copia no es del mismo motor que el destino o, en PostgreSQL, la base no contesta o es anterior."""
    url = direccion(base)
    if not url and not (origen / f"{base}.sqlite3").exists():
        raise ErrorDeDominio(f"El respaldo de «{base}» es de PostgreSQL: ponga CONOCELES_BD_{base.upper()}.")
    if url and not (origen / f"{base}.dump").exists():
        raise ErrorDeDominio(f"El respaldo de «{base}» es de SQLite y el destino es PostgreSQL.")
    if url:
        _exigir_version(base, url, origen / f"{base}.dump")


def exigir_vacia(base: str) -> None:
    """`ErrorDeDominio` si en PostgreSQL no está recién creada."""
    url, tablas = direccion(base), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    if not url:
        return
    with _abierta(base, url) as conexion:
        if _uno(conexion.execute(tablas).fetchone()) != "0":
            raise ErrorDeDominio(
                f"La base «{base}» de CONOCELES_BD_{base.upper()} no está vacía: dé una recién creada."
            )


def _exigir_version(base: str, url: str, volcado: Path) -> None:
    """Una copia se repone en su versión mayor de PostgreSQL o en otra más nueva. La suya va escrita al comienzo."""
    with volcado.open("rb") as entrada:
        dicha = re.search(rb"\0(\d+)\.\d+[ \0]", entrada.read(400))
    with _abierta(base, url) as conexion:
        aqui = conexion.info.server_version // 10000
    if dicha and int(dicha[1]) > aqui:
        raise ErrorDeDominio(
            f"La copia de «{base}» es de PostgreSQL {int(dicha[1])} y la base de CONOCELES_BD_{base.upper()} está en uno anterior, el {aqui}: "
            f"dé una recién creada en el {int(dicha[1])} o en uno más nuevo."
        )


@contextlib.contextmanager
def _abierta(base: str, url: str) -> Iterator[psycopg.Connection]:
    try:
        with psycopg.connect(url) as conexion:
            yield conexion
    except psycopg.OperationalError as error:
        raise ErrorDeDominio(preparacion.base_cerrada(base, error)) from error


def reponer(origen: Path, cabezas: Mapping[str, str]) -> None:
    """Las dos, vacías. `ErrorDeDominio` si la bitácora de una no termina donde el respaldo dijo que terminaba."""
    for base in BASES:
        _reponer(base, origen)
        if _cabeza_de(base) != cabezas[base]:
            raise ErrorDeDominio(f"La bitácora repuesta de «{base}» no termina donde terminaba al respaldar.")


def _reponer(base: str, origen: Path) -> None:
    if url := direccion(base):
        volcado = str(origen / f"{base}.dump")
        _postgres("pg_restore", url, *RESTAURAR, volcado)
    else:
        shutil.copy2(origen / f"{base}.sqlite3", carpetas().base(base))
        carpetas().base(base).chmod(0o600)


def vaciar(base: str) -> None:
    """La que sea, también la de las llaves. `ErrorDeDominio` si alguien sigue dentro."""
    if not (url := direccion(base)):
        for cola in ("", "-wal", "-shm"):
            carpetas().base(base).with_name(f"{base}.sqlite3{cola}").unlink(missing_ok=True)
        return
    try:
        with psycopg.connect(url) as conexion:
            for orden in VACIAR:
                conexion.execute(orden.encode())
    except psycopg.errors.LockNotAvailable:
        raise ErrorDeDominio(
            f"Alguien sigue dentro de la base «{base}»: detenga los servicios en todas las máquinas y repita."
        ) from None
    except psycopg.OperationalError as error:
        raise ErrorDeDominio(preparacion.base_cerrada(base, error)) from error


@contextlib.contextmanager
def _sqlite(ruta: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(ruta)) as conexion:
        yield conexion


def _postgres(programa: str, url: str, *argumentos: str) -> None:
    """La contraseña va por el entorno: los argumentos de un proceso los ve cualquiera en la máquina."""
    if not shutil.which(programa):
        raise ErrorDeDominio(f"No se encuentra {programa}: instale postgresql-client.")
    partes = urlsplit(url)
    publica = urlunsplit(partes._replace(netloc=partes.netloc.replace(f":{partes.password}@", "@")))
    entorno = os.environ | ({"PGPASSWORD": unquote(partes.password)} if partes.password else {})
    orden = [programa, f"--dbname={publica}", *argumentos]
    hecho = subprocess.run(orden, env=entorno, capture_output=True, text=True, check=False)
    if hecho.returncode and re.search("unsupported version|version mismatch", hecho.stderr):
        raise ErrorDeDominio(
            f"{programa} es de una PostgreSQL anterior a la de estas bases. Instale su postgresql-client y repita."
        )
    if hecho.returncode:
        raise ErrorDeDominio(f"{programa} no terminó bien: {hecho.stderr.strip()[-500:]}")
