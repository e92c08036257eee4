"""`ajustes`: cada ajuste por entorno, qué significa y cuánto vale ahora."""

from __future__ import annotations

import argparse
import os
from typing import TypedDict
from urllib.parse import urlsplit

from conoceles.arranque.entorno import AJUSTES, Variable
from conoceles.nucleo.carpetas import carpetas

PREPARA = False  # sirve también para ver por qué no se puede preparar
AYUDA = "Lista los ajustes que se dan por variables de entorno, con su valor actual."


class Ajuste(TypedDict):
    """`puesto`: si se dio; si no, `valor` es el de omisión."""

    variable: str
    significado: str
    puesto: bool
    valor: str


class Ajustes(TypedDict):
    """Todos, en su orden."""

    ajustes: list[Ajuste]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """No lleva argumentos."""


def ejecutar(args: argparse.Namespace) -> Ajustes:
    """Los secretos salen cubiertos; de una dirección de base, solo la contraseña."""
    return {"ajustes": [_fila(ajuste) for ajuste in AJUSTES]}


def texto(resultado: Ajustes) -> str:
    """Una línea para el valor y otra para el significado."""
    return "\n".join(
        f"{a['variable']} = {a['valor'] if a['puesto'] else a['valor'] + ' (omisión)'}\n    {a['significado']}"
        for a in resultado["ajustes"]
    )


def _fila(ajuste: Variable) -> Ajuste:
    valor = os.environ.get(ajuste.variable, "")
    return {
        "variable": ajuste.variable,
        "significado": ajuste.significado,
        "puesto": bool(valor),
        "valor": cubrir(ajuste, valor) if valor else _omision(ajuste),
    }


def _omision(ajuste: Variable) -> str:
    """La del modo es la escrita en la carpeta."""
    return carpetas().modo if ajuste.variable == "CONOCELES_MODO" else ajuste.omision


def cubrir(ajuste: Variable, valor: str) -> str:
    """El valor sin lo que no debe verse en una pantalla ni en una bitácora de terminal."""
    if not ajuste.secreto:
        return valor
    if ajuste.forma is None or not ajuste.forma.cumple(valor):
        return "••••••"
    partes = urlsplit(valor)
    usuario = f"{partes.username}:••••••@" if partes.username else ""
    return f"{partes.scheme}://{usuario}{partes.netloc.rpartition('@')[2]}{partes.path}"
