"""`resguardo probar ORIGEN`: que la última copia de verdad se restaura y se lee, y su evidencia."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.arranque.respaldos import ensayo
from conoceles.nucleo import reloj

AYUDA = "Restaura la última copia en una instalación aparte, la comprueba y deja la evidencia."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta del resguardo."""
    parser.add_argument("origen", metavar="ORIGEN", type=Path)


def ejecutar(args: argparse.Namespace) -> ensayo.Evidencia:
    """La evidencia; termina con 1 si algo no se recuperó."""
    return ensayo.ensayar(args.origen, ahora=reloj.ahora())


def texto(resultado: ensayo.Evidencia) -> str:
    """Qué se ensayó y cómo salió."""
    errores = [f"  {h['codigo']}: {h['frase']}" for h in resultado["errores"]]
    como = "Se recuperó entera." if resultado["ok"] else "No se recuperó bien:"
    return "\n".join(
        [
            f"Copia {resultado['copia']}: {resultado['archivos']} archivos en {resultado['segundos_en_restaurar']} s.",
            como,
            *errores,
            "La evidencia quedó en registros/ensayos/.",
        ]
    )
