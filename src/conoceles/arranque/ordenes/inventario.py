"""`inventario`: el del Sistema de Datos Personales, escrito desde el mapa de visibilidad."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

from conoceles.arranque.ordenes._salida import eleccion, escribir

AYUDA = "Escribe el inventario de datos personales en PDF, XLSX, JSON y Markdown."


class Escrito(TypedDict):
    """Dónde quedó."""

    proceso: str
    archivos: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección y a dónde va."""
    parser.add_argument("--proceso", metavar="CLAVE", help="sin ella, la elección en curso")
    parser.add_argument("--salida", metavar="DIR", type=Path, default=Path("."))


def ejecutar(args: argparse.Namespace) -> Escrito:
    """Escribe los archivos y los nombra."""
    from conoceles.informes.inventario import archivos

    clave = eleccion(args.proceso)
    return {"proceso": clave, "archivos": escribir(args.salida, archivos(clave))}


def texto(resultado: Escrito) -> str:
    """Un archivo por línea."""
    return "\n".join(resultado["archivos"])
