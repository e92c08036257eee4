"""`restaurar DIR`: repone un respaldo en una carpeta de datos vacía."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from conoceles.arranque import preparacion, respaldo
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance

AYUDA = "Repone un respaldo en una carpeta de datos vacía."
PREPARA = False  # preparar llenaría el destino


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta del respaldo."""
    parser.add_argument("origen", metavar="DIR", type=Path)


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """Repone, prepara (faltan solo las llaves que no se hayan traído) y repite lo suprimido después del respaldo."""
    resultado = respaldo.restaurar(args.origen)
    preparacion.preparar()
    from conoceles.expediente.reparacion import repetir_supresiones

    repetidas = repetir_supresiones(por=Alcance.sistema("restauración"), ahora=reloj.ahora())
    return resultado | {"supresiones_repetidas": repetidas}


def texto(resultado: dict[str, Any]) -> str:
    """Qué se repuso."""
    return (
        f"Se repusieron {resultado['archivos']} archivos, del {resultado['momento']}, en {resultado['destino']}.\n"
        f"Supresiones posteriores al respaldo que se repitieron: {resultado['supresiones_repetidas']}."
    )
