"""`respaldar-llaves DIR`: la copia de vida corta del llavero."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from conoceles.arranque.respaldos import respaldo_llaves
from conoceles.nucleo import reloj
from conoceles.nucleo.dias import con_hora

AYUDA = "Copia el llavero a una carpeta aparte; caduca sola y respeta lo destruido."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta de las copias."""
    parser.add_argument("destino", metavar="DIR", type=Path)


def ejecutar(args: argparse.Namespace) -> respaldo_llaves.Hecha:
    """Archivo escrito, cuántas llaves lleva, cuándo caduca y cuántas copias caducas se borraron."""
    from conoceles.nucleo.carpetas import carpetas
    from conoceles.nucleo.errores import ErrorDeDominio

    if args.destino.resolve().is_relative_to(carpetas().datos):
        raise ErrorDeDominio("La copia no puede quedar dentro de la carpeta de datos.", campo="destino")
    return respaldo_llaves.copiar(args.destino, ahora=reloj.ahora())


def texto(resultado: respaldo_llaves.Hecha) -> str:
    """Qué quedó y qué falta resguardar."""
    caduca = con_hora(datetime.fromisoformat(resultado["caduca"]))
    return (
        f"{resultado['llaves']} llaves en {resultado['archivo']}; caduca el {caduca}.\n"
        "No incluye la llave maestra: resguárdela en otro lugar."
    )
