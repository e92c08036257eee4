"""`proceso enlaces`: pide los portales declarados y dice si llevan al sitio. Nadie los pide si no es con esto o con su botón."""

from __future__ import annotations

import argparse
from typing import TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance

AYUDA = "Pide las páginas que la elección declara y dice si llevan al sitio."


class Portal(TypedDict):
    """Qué contestó uno."""

    portal: str
    direccion: str
    resultado: str
    dicho: str
    detalle: str


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección."""
    parser.add_argument("clave", metavar="CLAVE")


def ejecutar(args: argparse.Namespace) -> list[Portal]:
    """Cada portal y qué contestó."""
    from conoceles.difusion.enlaces.comprobar import comprobar

    hechas = comprobar(proceso=args.clave, por=Alcance.sistema("consola"), ahora=reloj.ahora())
    return [
        {"portal": f.nombre, "direccion": f.direccion, "resultado": f.resultado, "dicho": f.etiqueta, "detalle": f.detalle}
        for f in hechas
    ]  # fmt: skip


def texto(resultado: list[Portal]) -> str:
    """Un renglón por portal."""
    return "\n".join(f"{r['portal']}: {r['dicho']} ({r['detalle']})" for r in resultado)
