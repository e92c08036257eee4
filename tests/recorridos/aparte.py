"""Otro proceso con su propia carpeta de datos y, si la corrida usa PostgreSQL, sus propias bases."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

BASES = ("CONOCELES_BD_CURRICULAR", "CONOCELES_BD_IDENTIDAD", "CONOCELES_BD_LLAVES")


@contextmanager
def entorno_propio(datos: Path) -> Iterator[dict[str, str]]:
    """Variables para el otro proceso: nada de esta corrida salvo su motor, y el reloj de la demo."""
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    entorno |= {
        "CONOCELES_DATOS": str(datos),
        "CONOCELES_AHORA": "2024-04-25T10:00:00-06:00",
        "PYTHONPATH": os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests")),
    }
    with ExitStack() as pila:
        if all(os.environ.get(base) for base in BASES):
            entorno |= {base: pila.enter_context(_base_nueva(os.environ[base], datos)) for base in BASES}
        yield entorno


@contextmanager
def _base_nueva(url: str, datos: Path) -> Iterator[str]:
    """Una base vacía junto a la de la corrida, que se tira al salir."""
    partes = urlsplit(url)
    nombre = f"{partes.path.lstrip('/')}_{os.getpid()}_{abs(hash(datos)) % 10_000}"
    _ordenar(url, f'CREATE DATABASE "{nombre}"')
    try:
        yield urlunsplit(partes._replace(path=f"/{nombre}"))
    finally:
        _ordenar(url, f'DROP DATABASE "{nombre}" WITH (FORCE)')


def _ordenar(url: str, sentencia: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as conexion:
        conexion.execute(sentencia)
