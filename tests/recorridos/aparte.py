"""Otro proceso con su propia carpeta de datos y, si la corrida usa PostgreSQL, sus propias bases; ya migradas."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import migradas
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from migradas import ordenar

BASES = ("CONOCELES_BD_CURRICULAR", "CONOCELES_BD_IDENTIDAD", "CONOCELES_BD_LLAVES")


@contextmanager
def entorno_propio(datos: Path, *, vacias: bool = False) -> Iterator[dict[str, str]]:
    """Variables para el otro proceso: nada de esta corrida salvo su motor, y el reloj de la demo.

    `vacias=True`: la carpeta no se toca y las bases de PostgreSQL están vacías, como en una instalación nueva.
    """
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    entorno |= {
        "CONOCELES_DATOS": str(datos),
        "CONOCELES_AHORA": "2024-04-25T10:00:00-06:00",
        "PYTHONPATH": os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests")),
    }
    propias = {base: os.environ[base] for base in BASES if os.environ.get(base)}
    with ExitStack() as pila:
        if not vacias and not propias:
            migradas.poner(datos)
        de = migradas.en_postgres(propias) if not vacias and propias else {}
        for base, url in propias.items():
            entorno[base] = pila.enter_context(_base_nueva(url, datos, de.get(base, "template1")))
        yield entorno


@contextmanager
def _base_nueva(url: str, datos: Path, plantilla: str) -> Iterator[str]:
    """Una base junto a la de la corrida, copia de otra, que se tira al salir."""
    partes = urlsplit(url)
    nombre = f"{partes.path.lstrip('/')}_{os.getpid()}_{abs(hash(datos)) % 10_000}"
    ordenar(url, f'CREATE DATABASE "{nombre}" TEMPLATE "{plantilla}"')
    try:
        yield urlunsplit(partes._replace(path=f"/{nombre}"))
    finally:
        ordenar(url, f'DROP DATABASE "{nombre}" WITH (FORCE)')
