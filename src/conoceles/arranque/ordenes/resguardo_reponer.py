"""`resguardo reponer`: lo que sigue a volver las bases a un momento, antes de abrir."""

from __future__ import annotations

import argparse

from conoceles.arranque.ordenes._salida import decir
from conoceles.arranque.respaldos import reposicion
from conoceles.nucleo import reloj

AYUDA = "Después de volver PostgreSQL a un momento: repite lo retirado y publica sin ello."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """No lleva argumentos."""


def ejecutar(args: argparse.Namespace) -> reposicion.Repetido:
    """Lo que repitió."""
    hecho = reposicion.repetir(ahora=reloj.ahora())
    reposicion.publicar(ahora=reloj.ahora(), decir=decir)
    return hecho


def texto(resultado: reposicion.Repetido) -> str:
    """Lo repetido y lo que hay que registrar otra vez."""
    return reposicion.frase(resultado)
