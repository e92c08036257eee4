"""`restaurar DIR`: repone un respaldo en una carpeta de datos vacía, o sus bases en lugar de las de hoy."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from conoceles.arranque import preparacion
from conoceles.arranque.respaldos import reposicion, respaldo, vuelta
from conoceles.nucleo import reloj
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.texto import cuantos

AYUDA = "Repone un respaldo en una carpeta de datos vacía."
PREPARA = False  # preparar llenaría el destino


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La carpeta del respaldo."""
    parser.add_argument("origen", metavar="DIR", type=Path)
    parser.add_argument(
        "--solo-bases", metavar="LLAVERO", type=Path,
        help="en lugar de lo que hoy tienen las tres bases; las llaves, de la última copia de LLAVERO",
    )  # fmt: skip


def ejecutar(args: argparse.Namespace) -> reposicion.Restaurado:
    """Repone, prepara y repite lo retirado que el respaldo deshizo."""
    if args.solo_bases:
        preparacion.exigir(preparacion.modo_escrito())
        preparacion.arrancar_django()
        return vuelta.volver(args.origen, args.solo_bases, ahora=reloj.ahora())
    resultado = respaldo.restaurar(args.origen)
    preparacion.preparar()
    return {**resultado, **reposicion.repetir(ahora=reloj.ahora())}


def texto(resultado: reposicion.Restaurado) -> str:
    """Qué se repuso y qué falta."""
    momento = con_hora(datetime.fromisoformat(resultado["momento"]))
    if (llaves := resultado.get("llaves")) is not None:
        dicho, falta = f"Las bases son las del {momento}, y las llaves, {llaves}.", ""
    else:
        dicho = f"Repuesto: {cuantos(resultado['archivos'], 'archivo', 'archivos')}, del {momento}, en {resultado['destino']}."
        falta = "\nSi también se perdió el llavero, siga con ./conoceles restaurar-llaves antes de abrir el sitio."
    return (
        f"{dicho}\n{reposicion.frase(resultado)}\n"
        f"Las cuentas vuelven como estaban entonces: cierre otra vez las que se hubieran cerrado después.{falta}"
        + "".join(f"\n{renglon}" for renglon in reposicion.sin_abrir(resultado.get("no_abren", [])))
    )
