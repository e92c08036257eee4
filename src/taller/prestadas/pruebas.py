"""`pruebas`: las corre en cuatro medidas, y antes consigue lo que necesitan."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

AYUDA = "Corre las pruebas; lo que no sea opción suya se entrega a pytest."
PREPARA = False
CON_JSON = False
CON_RESTO = True
BASES = ("CONOCELES_BD_CURRICULAR", "CONOCELES_BD_IDENTIDAD", "CONOCELES_BD_LLAVES")
ORDINARIAS = "not simulacro and not larga"
RAPIDAS = f"{ORDINARIAS} and not navegador and not lenta"
# Para cada versión, en el segundo motor, cuanto toca una base: pytest-django no deja tocarla sin la pieza `base`.
CON_BASE = "postgres and simulacro or base and not postgres and not navegador and not simulacro"
PROPIEDADES, OTROS_EJEMPLOS = "hypothesis", "--hypothesis-profile=azar"  # el perfil está en tests/conftest.py
# Un archivo comparte su servidor, su publicación o su siembra: entero a un proceso, y en el orden en que se reunió.
ENTEROS = ("--dist", "loadfile", "--no-loadscope-reorder")
# En dos núcleos. Donde hay navegadores, servidores y un obrero a los que esperar, otros dos llenan los huecos, y el
# segundo motor corre a la vez, aparte; cada uno reúne otra vez todas las pruebas: más no ganan. --rapidas no espera a
# nadie, y los simulacros miden.
PROCESOS, CON_ESPERAS, DEL_SEGUNDO_MOTOR = 2, 4, 1
MEMORIA, CABE = Path("/dev/shm"), 6 * 2**30  # noqa: S108  # y los octetos libres que hacen falta
NADA_QUE_CORRER = 5  # código de pytest cuando la selección quedó vacía
PLANTILLAS = "PLANTILLAS_DE_PRUEBAS"  # dónde quedan las bases ya migradas de una corrida a la otra: tests/plantillas.py


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Sin opción: lo ordinario en SQLite y, de ello, lo marcado `postgres` en el otro motor."""
    medida = parser.add_mutually_exclusive_group()
    medida.add_argument(
        "--rapidas", action="store_true", help="sin navegador, lentas ni PostgreSQL: para cada cambio"
    )
    medida.add_argument(
        "--exhaustivas",
        action="store_true",
        help="además las de archivos que tardan: lo que se pide antes de aceptar un cambio",
    )
    medida.add_argument(
        "--simulacros",
        action="store_true",
        help="para cada versión: los recorridos enteros, de los que en cada cambio va un caso, las propiedades con otros "
        "ejemplos y, en PostgreSQL, cuanto toca las bases",
    )


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """`ok` es falso si alguna prueba falló o no se corrió ninguna."""
    inicio = time.monotonic()
    if args.simulacros:
        codigos = _en_dos_motores(f"simulacro or {PROPIEDADES}", CON_BASE, [*args.resto, OTROS_EJEMPLOS])
    else:
        with _en_memoria():
            codigos = _sin_simulacros(args)
    bien = all(codigo in (0, NADA_QUE_CORRER) for codigo in codigos) and 0 in codigos
    return {"ok": bien, "segundos": round(time.monotonic() - inicio, 1)}


def texto(resultado: dict[str, object]) -> str:
    """El veredicto y el tiempo total."""
    return f"{'Todo pasó' if resultado['ok'] else 'Hubo fallas'}. Tiempo total: {resultado['segundos']} s."


def _sin_simulacros(args: argparse.Namespace) -> list[int]:
    if args.rapidas:
        return [_pytest(RAPIDAS, args.resto, {}, PROCESOS)]
    if args.exhaustivas:
        return _a_la_vez("not simulacro", "postgres and not simulacro", args.resto)
    return _a_la_vez(ORDINARIAS, f"postgres and {ORDINARIAS}", args.resto)


def _en_dos_motores(en_sqlite: str, en_postgres: str, resto: list[str]) -> list[int]:
    """Uno y después el otro: nada estorba a lo que se mide."""
    with _segundo_motor() as direcciones:
        print("— SQLite —", flush=True)
        codigos = [_pytest(en_sqlite, resto, {}, PROCESOS)]
        print("— PostgreSQL —", flush=True)
        return [*codigos, _pytest(en_postgres, resto, direcciones, PROCESOS)]


def _a_la_vez(en_sqlite: str, en_postgres: str, resto: list[str]) -> list[int]:
    """Los dos motores a un tiempo. Lo que dice el segundo se enseña junto, cuando termina el primero."""
    with _segundo_motor() as direcciones, tempfile.TemporaryFile("w+") as dicho, ThreadPoolExecutor() as hilo:
        otro = hilo.submit(_pytest, en_postgres, resto, direcciones, DEL_SEGUNDO_MOTOR, dicho)
        print("— SQLite; a la vez, PostgreSQL —", flush=True)
        codigos = [_pytest(en_sqlite, resto, {}, CON_ESPERAS)]
        codigos.append(otro.result())
        dicho.seek(0)
        print("— PostgreSQL —", dicho.read(), sep="\n", flush=True)
    return codigos


@contextlib.contextmanager
def _segundo_motor() -> Iterator[dict[str, str]]:
    from taller import requisitos
    from taller.postgres_de_pruebas import servidor

    requisitos.conseguir(
        (requisitos.NAVEGADOR, "nginx", "postgresql", "faketime", "wrk", "rsync", "liblouis-bin")
    )
    with servidor() as direcciones:
        yield direcciones


@contextlib.contextmanager
def _en_memoria() -> Iterator[None]:
    """Mientras dura, lo temporal se escribe en memoria, si el sistema la presta y alcanza; quien fijó `TMPDIR` manda.

    Aquí nada depende del disco; lo que sí, está en los simulacros.
    """
    if "TMPDIR" in os.environ or not MEMORIA.is_dir() or shutil.disk_usage(MEMORIA).free < CABE:
        yield
        return
    plantillas = tempfile.gettempdir()
    with tempfile.TemporaryDirectory(dir=MEMORIA, prefix="conoceles-") as carpeta:
        Path(carpeta).chmod(0o755)  # también escribe ahí quien corre PostgreSQL
        os.environ |= {PLANTILLAS: plantillas, "TMPDIR": carpeta}
        tempfile.tempdir = carpeta
        try:
            yield
        finally:
            del os.environ["TMPDIR"], os.environ[PLANTILLAS]
            tempfile.tempdir = None


def _pytest(
    seleccion: str, resto: list[str], bases: dict[str, str], procesos: int, dicho: IO[str] | None = None
) -> int:
    entorno = {k: v for k, v in os.environ.items() if k not in BASES} | bases
    orden = [sys.executable, "-m", "pytest", *ENTEROS, f"-n{procesos}", "-m", seleccion, *resto]
    errores = subprocess.STDOUT if dicho else None
    return subprocess.run(
        orden, cwd=RAIZ_PROYECTO, env=entorno, check=False, stdout=dicho, stderr=errores
    ).returncode
