"""`adaptaciones exportar`: la hoja para quien hace lectura fácil, lengua de señas o una traducción."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.texto import cuantos

AYUDA = "Escribe el CSV con lo publicado, para adaptarlo a lectura fácil, lengua de señas u otra lengua."


class Hecha(TypedDict):
    """`respuestas`: las que lleva; `hechas`, las que ya tenían su texto."""

    archivo: str
    respuestas: int
    hechas: int


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección, qué se va a hacer y dónde escribir."""
    parser.add_argument("salida", metavar="SALIDA.csv", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument("--clase", required=True, help="facil, lsm o el código de una lengua de la elección")


def ejecutar(args: argparse.Namespace) -> Hecha:
    """Cuántas respuestas lleva y cuántas ya están hechas."""
    from conoceles.difusion.adaptaciones import publicado, vigentes
    from conoceles.proceso.consultas import definicion

    hoja = vigentes.hoja(
        definicion(args.proceso), args.clase, publicado.originales(args.proceso, reloj.ahora())
    )
    args.salida.write_bytes(hoja.octetos)
    return {"archivo": str(args.salida), "respuestas": hoja.respuestas, "hechas": hoja.hechas}


def texto(resultado: Hecha) -> str:
    """Una frase."""
    return f"{resultado['archivo']}: {cuantos(resultado['respuestas'], 'respuesta', 'respuestas')}, {cuantos(resultado['hechas'], 'ya hecha', 'ya hechas')}."
