"""`restaurar DIR`: repone un respaldo en una carpeta de datos vacía."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from conoceles.arranque import preparacion, respaldo

AYUDA = "Repone un respaldo en una carpeta de datos vacía."
PREPARA = False  # preparar llenaría el destino


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta del respaldo."""
    parser.add_argument("origen", metavar="DIR", type=Path)


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """Repone y luego prepara, para que falten solo las llaves que no se hayan traído."""
    resultado = respaldo.restaurar(args.origen)
    preparacion.preparar()
    return resultado


def texto(resultado: dict[str, Any]) -> str:
    """Qué se repuso."""
    return f"Se repusieron {resultado['archivos']} archivos, del {resultado['momento']}, en {resultado['destino']}."
