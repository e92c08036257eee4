"""`respaldar DIR`: copia consistente de todo menos llaves y secretos."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.arranque.respaldos import copias, respaldo
from conoceles.nucleo import reloj
from conoceles.nucleo.texto import cuantos

AYUDA = "Copia todo, salvo llaves y secretos, a una carpeta vacía."


Copia = respaldo.Resumen | copias.Diaria


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta de destino."""
    parser.add_argument("destino", metavar="DIR", type=Path)
    cual = parser.add_mutually_exclusive_group()
    cual.add_argument(
        "--solo-bases",
        action="store_true",
        help="solo las bases, para volver a ellas con restaurar --solo-bases",
    )
    cual.add_argument(
        "--diario",
        action="store_true",
        help="otra copia dentro de DIR, enlazada con la anterior; las viejas se quitan",
    )


def ejecutar(args: argparse.Namespace) -> Copia:
    """Destino, momento y número de archivos."""
    if args.diario:
        return copias.diaria(args.destino, ahora=reloj.ahora())
    return respaldo.respaldar(args.destino, ahora=reloj.ahora(), solo_bases=args.solo_bases)


def texto(resultado: Copia) -> str:
    """Qué quedó y qué falta resguardar."""
    return (
        f"Respaldo de {cuantos(resultado['archivos'], 'archivo', 'archivos')} en {resultado['destino']}.\n"
        "El almacén de llaves y secretos/ no van en él: resguárdelos aparte."
    )
