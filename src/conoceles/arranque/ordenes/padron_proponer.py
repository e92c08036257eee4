"""`padron proponer ARCHIVO --proceso CLAVE`: escribe el mapa de un padrón ajeno para que una persona lo corrija."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TypedDict

from conoceles.arranque.ordenes._salida import exigir_escribible
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.texto import cuantos

AYUDA = "Propone el mapa (padron.toml) con que se leería un archivo; lo dudoso queda como pregunta."

_PREGUNTA = re.compile("¿[^?]")  # «¿?» es el hueco que llena quien contesta


class Propuesta(TypedDict):
    """El texto, y su archivo; vacío si no se escribió."""

    archivo: str
    propuesto: str


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El archivo, la elección y dónde se escribe; sin dónde, en la pantalla."""
    parser.add_argument("archivo", metavar="ARCHIVO", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument(
        "--salida", metavar="padron.toml", type=Path, help="no escribe sobre uno que ya existe"
    )


def ejecutar(args: argparse.Namespace) -> Propuesta:
    """El texto propuesto y dónde quedó."""
    from conoceles.candidaturas.padron.archivo.lectura import leer
    from conoceles.candidaturas.padron.mapa import proponer
    from conoceles.proceso.consultas import definicion

    if args.salida and args.salida.exists():
        raise ErrorDeDominio(
            f"Ya existe {args.salida}: puede tener correcciones; elija otro nombre.", campo="salida"
        )
    elegida = definicion(args.proceso)
    propuesto = proponer(leer(args.archivo), elegida, elegida.calendario.dia_local(reloj.ahora()))
    if args.salida:
        exigir_escribible(args.salida)
        args.salida.write_text(propuesto, encoding="utf-8")
    return {"archivo": str(args.salida or ""), "propuesto": propuesto}


def texto(resultado: Propuesta) -> str:
    """El mapa, o dónde quedó y cuántas preguntas trae."""
    if not resultado["archivo"]:
        return resultado["propuesto"].rstrip()
    preguntas = sum(bool(_PREGUNTA.search(renglon)) for renglon in resultado["propuesto"].splitlines())
    if not preguntas:
        return f"Mapa escrito en {resultado['archivo']}, sin preguntas: léalo antes de cargarlo."
    revise = cuantos(preguntas, "pregunta", "preguntas")
    return f"Mapa escrito en {resultado['archivo']}: revise {revise} antes de cargarlo."
