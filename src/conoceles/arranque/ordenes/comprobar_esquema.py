"""`comprobar esquema`: qué cambió por fuera en las tablas de las bases y, si lo hizo quien opera, darlo por bueno."""

from __future__ import annotations

import argparse
import getpass
import sys
from functools import partial
from typing import TypedDict

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = (
    "Enseña qué tabla, restricción o índice cambió por fuera y, con --asentar, da por bueno lo que se vio."
)


class DeUnaBase(TypedDict):
    """Lo que le cambió: qué pasa con cada pieza, cuál es y cómo se declara hoy."""

    base: str
    codigo: str
    cambios: list[tuple[str, str, str]]
    asentado: bool


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Sin ninguno, solo enseña."""
    parser.add_argument("--asentar", metavar="CÓDIGO", default="", help="el que se dio al verlo")
    parser.add_argument("--motivo", metavar="TEXTO", default="", help="quién lo cambió y para qué")
    parser.add_argument(
        "--firma",
        metavar="CORREO",
        default="",
        help="la cuenta de administración que lo firma; el código de su segundo factor se pide",
    )


def ejecutar(args: argparse.Namespace) -> list[DeUnaBase]:
    """Una por base cambiada; con `--asentar`, la que se asentó."""
    from conoceles.arranque.bases import ALIAS
    from conoceles.arranque.comprobar import aceptar, esquemas

    if (args.motivo or args.firma) and not args.asentar:
        raise ErrorDeDominio("El motivo y la firma van con --asentar y el código que se dio al verlo.")
    if args.asentar and not args.firma:
        raise ErrorDeDominio("Diga con --firma el correo de la cuenta de administración que lo firma.")
    vistos: list[DeUnaBase] = [
        {
            "base": ALIAS[alias],
            "codigo": aceptar.codigo_de(alias),
            "cambios": [(c.que, c.pieza, c.texto) for c in cambios],
            "asentado": False,
        }
        for alias, cambios in sorted(esquemas.distintos().items())
    ]
    if not args.asentar:
        return vistos
    base = aceptar.aceptar(
        codigo=args.asentar, motivo=args.motivo, firma=partial(_firma, args.firma), ahora=reloj.ahora()
    )
    return [{**visto, "asentado": True} for visto in vistos if visto["base"] == base]


def _firma(correo: str) -> Alcance:
    """El código no va en la orden: quedaría en la historia de la consola."""
    from conoceles.cuentas.factores import firma_en_consola

    pide = f"Código del segundo factor de {correo}: "
    codigo = getpass.getpass(pide) if sys.stdin.isatty() else sys.stdin.readline()
    return firma_en_consola(correo=correo, codigo=codigo.strip())


def texto(resultado: list[DeUnaBase]) -> str:
    """Por base: cada pieza con lo que hoy dice, y con qué se asienta."""
    return "\n\n".join(map(_de_una, resultado)) or "Las bases están como las dejó la instalación."


def _de_una(visto: DeUnaBase) -> str:
    if visto["asentado"]:
        return f"Quedó asentado en la bitácora: así está bien la base «{visto['base']}». Se avisa a la administración y a la Comisión."
    piezas = [
        f"  {que}: {pieza}" + (f"\n    {dice}" if dice else "") for que, pieza, dice in visto["cambios"]
    ]
    if not piezas:
        piezas = ["  No se guardó con qué decir qué cambió: restaure el último respaldo donde no lo dijera."]
    return "\n".join(
        [
            f"Base «{visto['base']}»:",
            *piezas,
            f'Si lo hizo quien la opera: conoceles comprobar esquema --asentar {visto["codigo"]} --motivo "quién y para qué" --firma CORREO',
        ]
    )
