"""`estadistica`: los indicadores públicos de una elección."""

from __future__ import annotations

import argparse

from conoceles.estadistica.publicado import Publicado

AYUDA = "Muestra la estadística pública de una elección."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección."""
    parser.add_argument("--proceso", metavar="CLAVE", required=True)


def ejecutar(args: argparse.Namespace) -> list[Publicado]:
    """Una lista, un objeto por indicador."""
    from conoceles.estadistica.consultas import publica

    return publica(args.proceso)


def texto(resultado: list[Publicado]) -> str:
    """Una línea por indicador."""
    return "\n".join(
        f"{i['id']}: {i['numerador']} de {i['denominador']} ({i['poblacion']})" for i in resultado
    )
