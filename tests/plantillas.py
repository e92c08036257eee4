"""Bases de prueba clonadas: se migra una vez por juego de migraciones, y cada proceso de pruebas copia el resultado.

Encima de la copia Django vuelve a migrar, que ya no hace nada, y avisa que terminó: ahí se reinstalan los disparadores
y la tabla de estados del código que se prueba. Así solo las migraciones deciden cuál plantilla sirve.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

# Dónde quedan de una corrida a la otra: lo dice `pruebas`, que manda lo temporal a una carpeta que se va con ella.
CARPETA = "PLANTILLAS_DE_PRUEBAS"
SIN_USO = 7 * 24 * 3600  # segundos, y se va


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Para Django, la base ya existía; la de SQLite vive en memoria y la de PostgreSQL, en un servidor desechable."""
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """La de pytest-django, entre copiar la plantilla y guardarla si no la había."""
    from django.db import connection, connections

    with turno(_carpeta(), connection.vendor), django_db_blocker.unblock():
        abiertas = [_copiar(conexion) for conexion in connections.all()]
        request.getfixturevalue("django_db_setup")
        for conexion in connections.all():
            if conexion.settings_dict["NAME"] == conexion.creation._get_test_db_name():
                _guardar(conexion)
    yield
    for abierta in abiertas:
        abierta.close()


@pytest.fixture(scope="module")
def base_del_archivo(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Para sembrar una vez lo que leen todas las pruebas de un archivo: cada una deshace solo lo suyo.

    Da con qué abrir las bases mientras se siembra; las pruebas piden además `base`.
    """
    from django.db import connections, transaction

    with ExitStack() as pila:
        with django_db_blocker.unblock():
            for alias in connections:
                atomico = transaction.atomic(using=alias)
                atomico._from_testcase = True  # type: ignore[attr-defined]  # para `atomic(durable=True)`, no está dentro de otra
                pila.enter_context(atomico)
        yield django_db_blocker.unblock
        with django_db_blocker.unblock():
            for alias in connections:
                transaction.set_rollback(True, using=alias)
            pila.close()


def _carpeta() -> Path:
    return carpeta_de("src/conoceles/*/migrations/*.py")


@cache
def carpeta_de(patron: str) -> Path:
    """Una por lo que digan esos archivos del programa y las bibliotecas que traen sus propias migraciones."""
    resumen = hashlib.sha256(repr([version(b) for b in ("django", "django-allauth")]).encode())
    for archivo in sorted(RAIZ_PROYECTO.glob(patron)):
        resumen.update(archivo.name.encode() + archivo.read_bytes())
    donde = Path(os.environ.get(CARPETA) or tempfile.gettempdir())
    carpeta = donde / f"conoceles-plantillas-{Path.home().name}" / resumen.hexdigest()[:16]
    if not carpeta.exists():
        carpeta.mkdir(parents=True, exist_ok=True)
        _quitar_las_de_antes(carpeta.parent)
    return carpeta


def _quitar_las_de_antes(todas: Path) -> None:
    """De cada programa que se probó hay una; la que nadie pide en una semana se va."""
    for otra in todas.iterdir():
        candados = [candado.stat().st_mtime for candado in otra.glob("candado-*")]
        if max(candados, default=otra.stat().st_mtime) < time.time() - SIN_USO:
            shutil.rmtree(otra, ignore_errors=True)


@contextmanager
def turno(carpeta: Path, motor: str = "sqlite") -> Iterator[None]:
    """Uno migra; los demás esperan y copian. Los dos motores corren a la vez, y ninguno espera al otro."""
    with (carpeta / f"candado-{motor}").open("w") as candado:
        fcntl.flock(candado, fcntl.LOCK_EX)
        yield


def _copiar(conexion: Any) -> Any:
    """Deja la base de prueba como la plantilla, si la hay. Devuelve lo que hay que cerrar al final."""
    if conexion.vendor == "postgresql":
        return _clonar(conexion)
    memoria = sqlite3.connect(conexion.creation._get_test_db_name(), uri=True)
    plantilla = _carpeta() / f"{conexion.alias}.sqlite3"
    if plantilla.exists():
        with closing(sqlite3.connect(plantilla)) as origen:
            origen.backup(memoria)
    return memoria


def _guardar(conexion: Any) -> None:
    if conexion.vendor == "postgresql":
        _clonar(conexion, guardar=True)
        return
    plantilla = _carpeta() / f"{conexion.alias}.sqlite3"
    if not plantilla.exists():
        nueva = plantilla.with_suffix(".nueva")
        with closing(sqlite3.connect(nueva)) as destino:
            conexion.connection.backup(destino)
        nueva.rename(plantilla)


def _clonar(conexion: Any, *, guardar: bool = False) -> Any:
    """En PostgreSQL una base se clona de otra que nadie tenga abierta; de una corrida a otra queda su volcado."""
    prueba = conexion.creation._get_test_db_name()
    plantilla = (
        f"plantilla_{_carpeta().name}_{conexion.creation.connection.settings_dict['USER']}_{conexion.alias}"
    )
    volcado = _carpeta() / f"{conexion.alias}.sql"
    conexion.close()
    with conexion._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname IN (%s, %s)", [plantilla, prueba])
        hay = {nombre for (nombre,) in cursor.fetchall()}
        if guardar and plantilla not in hay:
            cursor.execute(f'CREATE DATABASE "{plantilla}" TEMPLATE "{prueba}"')
            if not volcado.exists():
                _cliente(conexion, "pg_dump", "--no-owner", f"-f{volcado}.nuevo", plantilla)
                volcado.with_suffix(".sql.nuevo").rename(volcado)
        elif not guardar:
            if prueba in hay:
                cursor.execute(f'DROP DATABASE "{prueba}" WITH (FORCE)')
            if plantilla not in hay and volcado.exists():
                cursor.execute(f'CREATE DATABASE "{plantilla}"')
                _cliente(conexion, "psql", "-qX1", "-vON_ERROR_STOP=1", f"-f{volcado}", plantilla)
                hay.add(plantilla)
            if plantilla in hay:
                cursor.execute(f'CREATE DATABASE "{prueba}" TEMPLATE "{plantilla}"')
    return conexion


def _cliente(conexion: Any, programa: str, *que: str) -> None:
    from taller.requisitos import binarios_postgres

    suyo = {f"PG{c}": str(conexion.settings_dict[c]) for c in ("HOST", "PORT", "USER", "PASSWORD")}
    carpeta = binarios_postgres()
    assert carpeta is not None
    subprocess.run([carpeta / programa, *que], env=os.environ | suyo, check=True, stdout=subprocess.DEVNULL)
