"""`padron columnas [--proceso CLAVE]`: qué puede nombrar un mapa, qué encabezados se reconocen y qué valores se admiten."""

from __future__ import annotations

import argparse

AYUDA = (
    "Dice qué encabezados reconoce el importador y, con --proceso, los de sus preguntas y qué valores admite."
)


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección es opcional: sin ella, solo los encabezados."""
    parser.add_argument("--proceso", metavar="CLAVE")


def ejecutar(args: argparse.Namespace) -> list[dict[str, str]]:
    """Una entrada por columna; `valores` solo con una elección."""
    from conoceles.candidaturas.padron.admitidas import columnas, valores
    from conoceles.proceso.consultas import definicion

    elegida = definicion(args.proceso) if args.proceso else None
    admitidos = valores(elegida) if elegida else {}
    return [
        c | {"valores": admitidos[c["columna"]]} if c["columna"] in admitidos else c
        for c in columnas(elegida)
    ]


def texto(resultado: list[dict[str, str]]) -> str:
    """Dos o tres renglones por columna, con el nombre que le da un mapa. Los encabezados se comparan sin acentos, signos ni mayúsculas."""
    lineas = []
    for columna in resultado:
        lineas.append(f"{columna['columna']}: {columna['que_es']}")
        lineas.append(f"    encabezados: {columna['encabezados']}")
        if "valores" in columna:
            lineas.append(f"    valores: {columna['valores']}")
    return "\n".join(lineas)
