"""`testigo …`: cofirma un registro público con la biblioteca estándar sola.

El lanzador llama directamente a `conoceles.testigo.programa`, que no necesita `.venv`; esta orden existe para que salga
en la ayuda y para `python -m conoceles testigo`.
"""

from __future__ import annotations

import argparse
import sys

AYUDA = "Corre un testigo del registro público: cofirma solo lo que extiende lo que ya vio."
PREPARA = False
CON_JSON = False
CON_RESTO = True


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Los de `conoceles.testigo.programa`, sin interpretarlos aquí."""
    parser.usage = "./conoceles testigo crear|vigilar|dejar|llave|correr CARPETA …"


def ejecutar(args: argparse.Namespace) -> None:
    """Termina con el código del testigo."""
    from conoceles.testigo.programa import main

    sys.exit(main(args.resto))


def texto(resultado: None) -> str:
    """Lo imprime el propio testigo."""
    return ""
