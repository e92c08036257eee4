"""El programa en su lugar, de root, y sus bibliotecas con huella."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from pathlib import Path

from instalador.lugares import ATAJO, PROGRAMA
from instalador.piezas import Archivo, Falla, Orden, Paso, Pieza, correr

# Lo que el servicio usa; las pruebas y el taller no van a la máquina que atiende.
PARTES = (
    "conoceles", "src/conoceles", "procesos", "operacion", "requirements", "docs/manuales", "docs/ciclo-de-vida.md",
    "pyproject.toml", "CHANGELOG.md", "LICENSE", "README.md",
)  # fmt: skip

# Quien opera escribe `conoceles ORDEN` y la orden corre con el usuario y los ajustes del servicio, nunca como root.
ORDEN = """#!/bin/sh
PYTHONPATH=/opt/conoceles/operacion exec python3 -B -m instalador.orden "$@"
"""


def paso(origen: Path) -> Paso:
    return Paso("Programa", [*_programa(origen), Archivo(ATAJO, lambda: ORDEN, 0o755)])


def paso_de_sitio(origen: Path) -> Paso:
    """Sin la orden `conoceles`: ahí no hay bases ni llaves con que darla."""
    return Paso("Programa", _programa(origen))


def _programa(origen: Path) -> list[Pieza]:
    """Si se instala desde `/opt/conoceles` (un clon ahí mismo) no hay nada que copiar."""
    copiar = Orden(
        f"copiar el programa a {PROGRAMA}", lambda: _igual(origen), lambda: _copiar(origen), _quitar
    )
    preparar = Orden("preparar .venv con las bibliotecas fijas", _al_dia, _preparar, _sin_venv)
    return [preparar] if _es_el_mismo(origen) else [copiar, preparar]


def _es_el_mismo(origen: Path) -> bool:
    return origen.resolve() == PROGRAMA.resolve()


def _archivos(raiz: Path) -> Iterator[Path]:
    for parte in PARTES:
        lugar = raiz / parte
        todos = lugar.rglob("*") if lugar.is_dir() else [lugar]
        yield from (
            ruta.relative_to(raiz) for ruta in todos if ruta.is_file() and "__pycache__" not in ruta.parts
        )


def _igual(origen: Path) -> bool:
    suyos, puestos = set(_archivos(origen)), set(_archivos(PROGRAMA))
    return suyos == puestos and all(filecmp.cmp(origen / r, PROGRAMA / r, shallow=False) for r in suyos)


def _copiar(origen: Path) -> None:
    """Lo que la versión nueva ya no trae se quita; `.venv` se conserva y se pone al día después."""
    if not (origen / "src" / "conoceles").is_dir():
        raise Falla(f"En {origen} no está el programa: dé la orden desde su carpeta operacion/.")
    for sobra in set(_archivos(PROGRAMA)) - set(_archivos(origen)):
        (PROGRAMA / sobra).unlink()
    for ruta in _archivos(origen):
        (PROGRAMA / ruta).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(origen / ruta, PROGRAMA / ruta)
        shutil.chown(PROGRAMA / ruta, "root", "root")


def _al_dia() -> bool:
    lista, puesta = PROGRAMA / "requirements" / "produccion.txt", PROGRAMA / ".venv" / "produccion.txt"
    return puesta.exists() and lista.exists() and filecmp.cmp(lista, puesta, shallow=False)


def _preparar() -> None:
    correr(PROGRAMA / "conoceles", "--help")


def _sin_venv() -> None:
    shutil.rmtree(PROGRAMA / ".venv")


def _quitar() -> None:
    """Solo lo que se copió: lo que alguien haya dejado ahí se queda."""
    for ruta in list(_archivos(PROGRAMA)):
        (PROGRAMA / ruta).unlink()
    for carpeta in sorted((c for c in PROGRAMA.rglob("*") if c.is_dir()), reverse=True):
        if carpeta.name == "__pycache__":
            shutil.rmtree(carpeta)
        elif not any(carpeta.iterdir()):
            carpeta.rmdir()
    if not any(PROGRAMA.iterdir()):
        PROGRAMA.rmdir()
