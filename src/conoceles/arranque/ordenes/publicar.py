"""`publicar`: publica lo que ya toca y nada más."""

from __future__ import annotations

import argparse
from typing import Any

from conoceles.nucleo import reloj

AYUDA = "Publica lo que ya toca de una elección y corta sus archivos de datos."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección."""
    parser.add_argument("--proceso", metavar="CLAVE", required=True)


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """Identificador de la instantánea, páginas escritas, páginas reutilizadas y segundos."""
    from conoceles.publicacion.publicador import publicar

    return dict(publicar(args.proceso, ahora=reloj.ahora(), cortes=True))


def texto(resultado: dict[str, Any]) -> str:
    """Una línea por dato."""
    return "\n".join(f"{clave}: {valor}" for clave, valor in resultado.items())
