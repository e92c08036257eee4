"""`proceso cargar CARPETA`: revisa y carga la definición de una elección."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

if TYPE_CHECKING:
    from conoceles.proceso.operaciones import Cargado

AYUDA = "Revisa y carga la definición de una elección (procesos/CLAVE)."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta con proceso.toml, curricular.toml e identidad.toml."""
    parser.add_argument("carpeta", metavar="CARPETA", type=Path)
    parser.add_argument(
        "--inventado",
        action="store_true",
        help="sus personas son inventadas: cada página lo dirá, para siempre",
    )


def ejecutar(args: argparse.Namespace) -> Cargado:
    """Lo que devuelve `proceso.operaciones.cargar`."""
    from conoceles.proceso.operaciones import cargar

    if not args.carpeta.is_dir():
        raise ErrorDeDominio(f"No existe la carpeta {args.carpeta}.", campo="carpeta")
    return cargar(args.carpeta, por=Alcance.sistema("proceso"), ahora=reloj.ahora(), inventado=args.inventado)


def texto(resultado: Cargado) -> str:
    """Una línea por dato, una por enmienda vuelta a aplicar y una por aviso."""
    lineas = [
        f"{clave}: {_en_palabras(valor)}"
        for clave, valor in resultado.items()
        if clave not in ("enmiendas", "avisos", "cierre")
    ]
    lineas += [f"enmienda vuelta a aplicar: {enmienda}" for enmienda in resultado["enmiendas"]]
    return "\n".join([*lineas, *(f"aviso: {aviso}" for aviso in resultado["avisos"])])


def _en_palabras(valor: object) -> object:
    return ("sí" if valor else "no") if isinstance(valor, bool) else valor
