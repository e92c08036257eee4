"""Las bibliotecas de `requirements/produccion.txt`, cada una por su huella, para el Python de la imagen."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from instalador.piezas import correr

from imagenes.fuentes import REPOSITORIO

PYTHON = "3.13"  # el de Debian 13
PLATAFORMAS = (
    "manylinux2014_x86_64",
    "manylinux_2_17_x86_64",
    "manylinux_2_28_x86_64",
    "manylinux_2_34_x86_64",
)
# Lo que pip escribe según la máquina donde corre.
DE_PIP = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")


def instalar(destino: Path) -> None:
    """Sin compilar nada y sin lo que cambia de una máquina a otra."""
    lista = REPOSITORIO / "requirements" / "produccion.txt"
    para = ("--python-version", PYTHON, "--implementation", "cp", *(f"--platform={p}" for p in PLATAFORMAS))
    fijo = ("--only-binary=:all:", "--no-deps", "--no-compile", "--require-hashes", "--requirement", lista)
    correr(sys.executable, "-m", "pip", "install", "--quiet", "--target", destino, *para, *fijo)
    shutil.rmtree(destino / "bin", ignore_errors=True)  # órdenes con la ruta del Python de aquí
    for suelto in destino.glob("*.dist-info/*"):
        if suelto.name in DE_PIP:
            suelto.unlink()
