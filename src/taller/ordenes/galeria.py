"""`galeria --salida CARPETA`: los componentes del diseño, a la vista, desde su documento."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

AYUDA = "Escribe la galería de componentes del diseño como una página."
PREPARA = False


class Galeria(TypedDict):
    """Las piezas y la página escrita."""

    componentes: list[str]
    pagina: str


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde escribirla."""
    parser.add_argument("--salida", metavar="CARPETA", type=Path, required=True)


def ejecutar(args: argparse.Namespace) -> Galeria:
    """La página escrita y qué piezas muestra."""
    from taller.galeria import escribir

    return {"componentes": escribir(args.salida), "pagina": str(args.salida / "index.html")}


def texto(resultado: Galeria) -> str:
    """Una línea."""
    return f"{resultado['pagina']}: {len(resultado['componentes'])} componentes."
