"""`verificar RUTA`: comprueba una instantánea con la biblioteca estándar sola.

El lanzador llama directamente a `conoceles.lector.verificador.verificar`, que no necesita `.venv`; esta orden existe
para que salga en la ayuda y para `python -m conoceles verificar`. Los argumentos y la salida son suyos.
"""

from __future__ import annotations

import argparse
import sys

AYUDA = "Comprueba manifiesto, firma, huellas y cadena de una publicación."
PREPARA = False
CON_JSON = False  # `verificar` atiende su propio --json
CON_RESTO = True


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Los de `conoceles.lector.verificador.verificar`, sin interpretarlos aquí."""
    parser.usage = "./conoceles verificar RUTA [--json]"


def ejecutar(args: argparse.Namespace) -> None:
    """Termina con el código de la comprobación."""
    from conoceles.lector.verificador.verificar import main

    sys.exit(main(args.resto))


def texto(resultado: None) -> str:
    """Lo imprime la propia comprobación."""
    return ""
