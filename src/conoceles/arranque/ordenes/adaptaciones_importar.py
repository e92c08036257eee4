"""`adaptaciones importar`: recibe la hoja que devuelve quien adaptó; todo o nada."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos

AYUDA = "Recibe el CSV adaptado, con quién lo hizo y quién lo revisó; todo o nada. El obrero lo publica."


class Guardadas(TypedDict):
    """Cuántas se recibieron."""

    guardadas: int


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La hoja, la elección y qué es."""
    parser.add_argument("archivo", metavar="ARCHIVO.csv", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument("--clase", required=True, help="facil, lsm o el código de una lengua de la elección")


def ejecutar(args: argparse.Namespace) -> Guardadas:
    """Cuántas respuestas se guardaron."""
    from conoceles.difusion.adaptaciones import publicado
    from conoceles.difusion.adaptaciones.recibir import recibir_hoja
    from conoceles.proceso.consultas import definicion

    if not args.archivo.is_file():
        raise ErrorDeDominio(f"No existe el archivo {args.archivo}.", campo="archivo")
    d, ahora = definicion(args.proceso), reloj.ahora()
    guardadas = recibir_hoja(
        definicion=d, clase=args.clase, octetos=args.archivo.read_bytes(), originales=publicado.originales(d.clave, ahora),
        por=Alcance.sistema("adaptaciones"), ahora=ahora,
    )  # fmt: skip
    return {"guardadas": guardadas}


def texto(resultado: Guardadas) -> str:
    """Una frase."""
    una, varias = "respuesta adaptada guardada; se publica", "respuestas adaptadas guardadas; se publican"
    return f"{cuantos(resultado['guardadas'], una, varias)} en la siguiente vuelta del obrero."
