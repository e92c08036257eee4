"""`restaurar DIR`: repone un respaldo en una carpeta de datos vacía."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from conoceles.arranque import preparacion
from conoceles.arranque.respaldos import reposicion, respaldo
from conoceles.nucleo import reloj
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.texto import cuantos

AYUDA = "Repone un respaldo en una carpeta de datos vacía."
PREPARA = False  # preparar llenaría el destino


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta del respaldo."""
    parser.add_argument("origen", metavar="DIR", type=Path)


def ejecutar(args: argparse.Namespace) -> reposicion.Restaurado:
    """Repone, prepara y repite lo retirado que el respaldo deshizo."""
    resultado = respaldo.restaurar(args.origen)
    preparacion.preparar()
    return {**resultado, **reposicion.repetir(ahora=reloj.ahora())}


def texto(resultado: reposicion.Restaurado) -> str:
    """Qué se repuso y qué falta."""
    momento = con_hora(datetime.fromisoformat(resultado["momento"]))
    return (
        f"Repuesto: {cuantos(resultado['archivos'], 'archivo', 'archivos')}, del {momento}, en {resultado['destino']}.\n"
        f"{reposicion.frase(resultado)}\n"
        "Las cuentas vuelven como estaban entonces: cierre otra vez las que se hubieran cerrado después.\n"
        "Si también se perdió el llavero, siga con ./conoceles restaurar-llaves antes de abrir el sitio."
    )
