"""`restaurar DIR`: repone un respaldo en una carpeta de datos vacía."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from conoceles.arranque import preparacion, respaldo
from conoceles.nucleo import reloj

AYUDA = "Repone un respaldo en una carpeta de datos vacía."
PREPARA = False  # preparar llenaría el destino


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta del respaldo."""
    parser.add_argument("origen", metavar="DIR", type=Path)


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """Repone, prepara y repite las supresiones que el respaldo deshizo."""
    resultado = respaldo.restaurar(args.origen)
    preparacion.preparar()
    from conoceles.expediente.conservacion import repetir_supresiones
    from conoceles.nucleo.alcance import Alcance

    repetidas = repetir_supresiones(por=Alcance.sistema("restauración"), ahora=reloj.ahora())
    return {**resultado, "supresiones_repetidas": repetidas}


def texto(resultado: dict[str, Any]) -> str:
    """Qué se repuso y qué falta."""
    return (
        f"Se repusieron {resultado['archivos']} archivos, del {resultado['momento']}, en {resultado['destino']}.\n"
        f"Supresiones repetidas: {resultado['supresiones_repetidas']}. Si también se perdió el llavero, siga con "
        "./conoceles restaurar-llaves."
    )
