"""`restaurar-llaves DIR`: repone el llavero sin revivir lo destruido."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.arranque.respaldos import reposicion, respaldo_llaves
from conoceles.nucleo import reloj
from conoceles.nucleo.texto import cuantos

AYUDA = "Repone el llavero de su última copia vigente; lo destruido no vuelve."


class Restauradas(respaldo_llaves.Repuestas, reposicion.Repetido):
    """Lo repuesto y lo repetido."""


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta de las copias."""
    parser.add_argument("origen", metavar="DIR", type=Path)
    parser.add_argument(
        "--registro",
        metavar="LOG",
        type=Path,
        help="la carpeta log/ de un espejo: prueba que la lista de lo destruido y revocado es la última",
    )
    parser.add_argument(
        "--sin-lista", metavar="NOMBRE", nargs=2, default=(),
        help="las dos personas que declaran que esa lista ya no existe: nadie publica identidad hasta permitirlo otra vez",
    )  # fmt: skip


def ejecutar(args: argparse.Namespace) -> Restauradas:
    """Cuántas llaves volvieron, cuántas se cambiaron, cuántas quedaron destruidas y qué no abre ninguna."""
    ahora = reloj.ahora()
    hecho = respaldo_llaves.restaurar(
        args.origen, ahora=ahora, registro=args.registro, sin_lista=args.sin_lista
    )
    return {**hecho, **reposicion.repetir(ahora=ahora)}


def texto(resultado: Restauradas) -> str:
    """Lo repuesto y lo que se dejó destruido."""
    lineas = [
        f"Llaves repuestas: {resultado['repuestas']}, de {resultado['archivo']}.",
        f"Ya servían: {resultado['presentes']}. Cambiadas por la de la copia, por no abrir lo suyo: {resultado['reemplazadas']}. "
        f"Destruidas que no vuelven: {resultado['destruidas']}.",
        reposicion.frase(resultado),
    ]
    if resultado["ajenas"]:
        ajenas = cuantos(resultado["ajenas"], "llave no sirve", "llaves no sirven")
        lineas.append(f"{ajenas} con la llave maestra de esta instalación.")
        lineas += reposicion.sin_abrir(resultado["no_abren"])
    return "\n".join(lineas)
