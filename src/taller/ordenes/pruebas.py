"""`pruebas`: las corre en tres medidas, y antes consigue lo que necesitan."""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import time
from typing import Any

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

AYUDA = "Corre las pruebas; lo que no sea opción suya se entrega a pytest."
PREPARA = False
CON_JSON = False
CON_RESTO = True
BASES = ("CONOCELES_BD_CURRICULAR", "CONOCELES_BD_IDENTIDAD", "CONOCELES_BD_LLAVES")
NADA_QUE_CORRER = 5  # código de pytest cuando la selección quedó vacía


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Sin opción: SQLite entero y, en PostgreSQL, lo marcado `postgres`."""
    medida = parser.add_mutually_exclusive_group()
    medida.add_argument(
        "--rapidas", action="store_true", help="sin navegador ni PostgreSQL: para cada cambio"
    )
    medida.add_argument("--exhaustivas", action="store_true", help="todo, entero en los dos motores")


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """`ok` es falso si alguna prueba falló o no se corrió ninguna."""
    inicio = time.monotonic()
    if args.rapidas:
        codigos = [_pytest("not navegador and not postgres and not exhaustiva and not lenta", args.resto, {})]
    else:
        codigos = _en_dos_motores(args.exhaustivas, args.resto)
    bien = all(codigo in (0, NADA_QUE_CORRER) for codigo in codigos) and 0 in codigos
    return {"ok": bien, "segundos": round(time.monotonic() - inicio, 1)}


def texto(resultado: dict[str, Any]) -> str:
    """El veredicto y el tiempo total."""
    return f"{'Todo pasó' if resultado['ok'] else 'Hubo fallas'}. Tiempo total: {resultado['segundos']} s."


def _en_dos_motores(exhaustivas: bool, resto: list[str]) -> list[int]:
    from taller import requisitos
    from taller.postgres_de_pruebas import servidor

    requisitos.conseguir(("chromium", "nginx", "postgresql", *(("faketime",) if exhaustivas else ())))
    print("— SQLite —", flush=True)
    codigos = [_pytest("" if exhaustivas else "not exhaustiva", resto, {})]
    with contextlib.ExitStack() as pila:
        direcciones = pila.enter_context(servidor())
        print("— PostgreSQL —", flush=True)
        codigos.append(_pytest("" if exhaustivas else "postgres and not exhaustiva", resto, direcciones))
    return codigos


def _pytest(seleccion: str, resto: list[str], bases: dict[str, str]) -> int:
    entorno = {k: v for k, v in os.environ.items() if k not in BASES} | bases
    orden = [sys.executable, "-m", "pytest", "-n", "2", *(["-m", seleccion] if seleccion else []), *resto]
    return subprocess.run(orden, cwd=RAIZ_PROYECTO, env=entorno, check=False).returncode
