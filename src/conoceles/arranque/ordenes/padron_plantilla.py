"""`padron plantilla --proceso CLAVE SALIDA.xlsx`: un padrón en blanco para llenar."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

from conoceles.arranque.ordenes._salida import exigir_escribible
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Escribe el padrón en blanco de una elección, con sus listas de valores y su ayuda."


class Plantilla(TypedDict):
    """El libro y sus encabezados."""

    archivo: str
    columnas: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección y el libro que se escribe."""
    parser.add_argument("salida", metavar="SALIDA.xlsx", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)


def ejecutar(args: argparse.Namespace) -> Plantilla:
    """El archivo y sus encabezados."""
    from conoceles.candidaturas.padron.pedidas import pedidas
    from conoceles.candidaturas.padron.plantilla import plantilla
    from conoceles.proceso.consultas import definicion

    if args.salida.suffix.lower() != ".xlsx":
        raise ErrorDeDominio("El nombre de la plantilla debe terminar en .xlsx.", campo="salida")
    elegida = definicion(args.proceso)
    exigir_escribible(args.salida)
    args.salida.write_bytes(plantilla(elegida, ahora=reloj.ahora()))
    return {"archivo": str(args.salida), "columnas": [columna.titulo for columna in pedidas(elegida)]}


def texto(resultado: Plantilla) -> str:
    """Dónde quedó y qué se llena."""
    return f"Plantilla escrita en {resultado['archivo']}.\nColumnas: {', '.join(resultado['columnas'])}."
