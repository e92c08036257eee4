"""`cuenta abrir`: la primera cuenta de administración de una instalación, y las que hagan falta desde la consola."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance

if TYPE_CHECKING:
    from conoceles.cuentas.enlaces import Entrega

AYUDA = "Abre una cuenta del personal y da su enlace de un solo uso."


class Enlace(TypedDict):
    """De un solo uso; `vence` en ISO 8601, y `cuando`, como se lee en la hora de la elección."""

    enlace: str
    vence: str
    cuando: str


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
    return entregado(entrega)


def entregado(entrega: Entrega) -> Enlace:
    """Lo que se dice del enlace a quien lo pidió en la consola."""
    from conoceles.cuentas import husos

    vence = entrega.enlace.vence_en
    cuando = husos.dicho(entrega.enlace.cuenta, vence)
    return {"enlace": entrega.direccion, "vence": vence.isoformat(), "cuando": cuando}


def texto(resultado: Enlace) -> str:
    """El enlace y hasta cuándo sirve."""
    return f"{resultado['enlace']}\nSirve una vez y vence el {resultado['cuando']}. No se vuelve a mostrar."
