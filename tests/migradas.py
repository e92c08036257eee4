"""Bases ya migradas para lo que corre en otro proceso, con su propia carpeta de datos.

Migrar las tres desde cero cuesta segundos de procesador y lo pedían cuarenta piezas; copiarlas no cuesta.
Sirven a un solo programa: otro disparador u otro estado, aunque ninguna migración cambie, hacen otras.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from conoceles.arranque.bases import ALIAS
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from plantillas import carpeta_de, turno

_ORDEN = "from conoceles.arranque import preparacion; preparacion._poner_al_dia()"
_PROGRAMA = "src/conoceles/**/*.py"


def poner(datos: Path) -> None:
    """Las de SQLite, en una carpeta que todavía no tiene ninguna; lo demás lo pone `preparar`, que halla todo migrado."""
    datos.mkdir(parents=True, exist_ok=True)
    for nombre in ALIAS.values():
        shutil.copy(_lista() / "datos" / f"{nombre}.sqlite3", datos)


def en_postgres(bases: dict[str, str]) -> dict[str, str]:
    """Por cada `CONOCELES_BD_*` de la corrida, el nombre de su plantilla en ese mismo servidor."""
    nombres = {base: f"{urlsplit(url).path.lstrip('/')}_migrada" for base, url in bases.items()}
    with turno(carpeta_de(_PROGRAMA), "postgresql"):
        una = next(iter(bases))
        if not ordenar(bases[una], f"SELECT 1 FROM pg_database WHERE datname = '{nombres[una]}'"):
            for base, url in bases.items():
                ordenar(url, f'CREATE DATABASE "{nombres[base]}"')
            urls = {
                base: urlunsplit(urlsplit(url)._replace(path=f"/{nombres[base]}"))
                for base, url in bases.items()
            }
            with tempfile.TemporaryDirectory() as datos:
                _migrar(Path(datos), urls)
    return nombres


def ordenar(url: str, sentencia: str) -> list[tuple[object, ...]]:
    """Una sola sentencia, fuera de transacción; las filas que dé."""
    with psycopg.connect(url, autocommit=True) as conexion:
        hecha = conexion.execute(sentencia.encode())
        return hecha.fetchall() if hecha.description else []


def _migrar(datos: Path, bases: dict[str, str]) -> None:
    """Migra en otro proceso, sin anotar las llaves de nadie: `bases` son las `CONOCELES_BD_*`, o ninguna."""
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    propias = {"CONOCELES_DATOS": str(datos), "PYTHONPATH": str(RAIZ_PROYECTO / "src")}
    subprocess.run([sys.executable, "-c", _ORDEN], env=limpio | bases | propias, check=True)


@cache
def _lista() -> Path:
    """La primera vez se migra; quien llegue mientras tanto espera."""
    carpeta = carpeta_de(_PROGRAMA)
    hecha = carpeta / "hecha"
    with turno(carpeta):
        if not hecha.exists():
            shutil.rmtree(carpeta / "datos", ignore_errors=True)
            _migrar(carpeta / "datos", {})
            hecha.touch()
    return carpeta
