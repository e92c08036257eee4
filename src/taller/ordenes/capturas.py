"""`capturas`: las imágenes del README y de los manuales, tomadas de una demostración recién sembrada y solo con personas inventadas."""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

if TYPE_CHECKING:
    from taller.imagenes.tomas import Hecha

AYUDA = "Toma las imágenes del README y de los manuales en una demostración aparte."
PREPARA = False
SALIDA = RAIZ_PROYECTO / "docs" / "imagenes"
MANUALES = RAIZ_PROYECTO / "docs" / "manuales" / "imagenes"


class Tomadas(TypedDict):
    """Cada imagen y lo que pesa."""

    imagenes: list[Hecha]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde dejarlas y en qué puerto atender mientras tanto."""
    parser.add_argument("--salida", metavar="CARPETA", type=Path, default=SALIDA)
    parser.add_argument("--manuales", metavar="CARPETA", type=Path, default=MANUALES)
    parser.add_argument("--puerto", metavar="N", type=int, default=8790, help="y el siguiente (8790)")


def ejecutar(args: argparse.Namespace) -> Tomadas:
    """Cada imagen y sus octetos. `ErrorDeDominio` si faltan Playwright o Chromium."""
    if importlib.util.find_spec("playwright") is None:
        raise ErrorDeDominio(
            "Falta Playwright, que solo está en la lista de pruebas: prepare el entorno con "
            "./conoceles pruebas --help y repita la orden."
        )
    from taller import requisitos
    from taller.imagenes.demostracion import atendida
    from taller.imagenes.tomas import tomar

    requisitos.conseguir((requisitos.NAVEGADOR,))
    for carpeta in (args.salida, args.manuales):
        carpeta.mkdir(parents=True, exist_ok=True)
    with atendida(args.puerto) as datos:
        return {"imagenes": tomar(args.salida, args.manuales, args.puerto, datos)}


def texto(resultado: Tomadas) -> str:
    """Una línea por imagen."""
    return "\n".join(f"{i['octetos'] / 1024:6.0f} KB  {i['archivo']}" for i in resultado["imagenes"])
