"""`cuenta abrir`: la primera cuenta de administración de una instalación, y las que hagan falta desde la consola."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import con_hora

AYUDA = "Abre una cuenta del instituto y da su enlace de un solo uso."


class Enlace(TypedDict):
    """De un solo uso; `vence` en ISO 8601."""

    enlace: str
    vence: str


def argumentos(parser: argparse.ArgumentParser) -> None:
    """De quién es y con qué papel."""
    parser.add_argument("correo", metavar="CORREO")
    parser.add_argument("--nombre", metavar="NOMBRE", required=True)
    parser.add_argument("--papel", choices=("administracion", "revision", "consulta"), required=True)


def ejecutar(args: argparse.Namespace) -> Enlace:
    """El enlace; también queda en la cola de correo."""
    from conoceles.cuentas.personal import abrir_cuenta

    entrega = abrir_cuenta(
        nombre=args.nombre,
        correo=args.correo,
        papel=args.papel,
        por=Alcance.sistema("consola"),
        ahora=reloj.ahora(),
    )
    return {"enlace": entrega.direccion, "vence": entrega.enlace.vence_en.isoformat()}


def texto(resultado: Enlace) -> str:
    """El enlace y hasta cuándo sirve."""
    vence = con_hora(datetime.fromisoformat(resultado["vence"]))
    return f"{resultado['enlace']}\nSirve una vez y vence el {vence}. No se vuelve a mostrar."
