"""`resguardo sellar PUB PUB`: los secretos, para dos custodios."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

from conoceles.arranque.respaldos import sellado
from conoceles.nucleo.texto import cuantos

AYUDA = "Sella los secretos a dos custodios: viajan en cada copia, y para abrirlos hacen falta los dos."


class Hecho(TypedDict):
    """Dónde quedó y qué lleva."""

    archivo: str
    lleva: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Las llaves públicas de los dos."""
    parser.add_argument(
        "custodios", metavar="PUB", nargs=2, type=Path, help="llave pública X25519 de cada custodio, en PEM"
    )


def ejecutar(args: argparse.Namespace) -> Hecho:
    """Sustituye a lo sellado antes."""
    lleva = sellado.sellar(args.custodios)
    return {"archivo": str(sellado.destino()), "lleva": lleva}


def texto(resultado: Hecho) -> str:
    """Qué quedó y cuándo repetirlo."""
    return (
        f"{cuantos(len(resultado['lleva']), 'secreto', 'secretos')} en {resultado['archivo']}, que va en la siguiente copia.\n"
        "Repítala si cambia una llave o un custodio."
    )
