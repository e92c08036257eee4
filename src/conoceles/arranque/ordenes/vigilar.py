"""`vigilar`: si el obrero, una base o un servicio faltan, lo dice por correo a quien opera."""

from __future__ import annotations

import argparse
from pathlib import Path

AYUDA = "Mira si el obrero, las bases y los servicios atienden; si no, manda un correo a quien opera."
PREPARA = False  # no migra: mira lo que hay, aunque no haya nada


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde recuerda lo que ya dijo."""
    parser.add_argument(
        "--memoria", metavar="ARCHIVO", type=Path, help="lo que ya dijo (registros/vigia.json)"
    )


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """`ok`: si todo atiende; `faltan`: título, causa y remedio. `ErrorDeDominio` si el correo no salió."""
    from conoceles.arranque import preparacion

    preparacion.arrancar_django()
    from conoceles.arranque.vigilancia.causas import por_que
    from conoceles.arranque.vigilancia.vigia import vigilar
    from conoceles.nucleo import reloj
    from conoceles.nucleo.carpetas import carpetas
    from conoceles.nucleo.errores import ErrorDeDominio

    try:
        halladas = vigilar(args.memoria or carpetas().registros / "vigia.json", ahora=reloj.ahora())
    except OSError as error:
        causa, remedio = por_que(error)
        raise ErrorDeDominio(f"No se pudo avisar a quien opera: {causa}. {remedio}") from error
    return {"ok": not halladas, "faltan": [vars(una) for una in halladas]}


def texto(resultado: dict[str, list[dict[str, str]]]) -> str:
    """Un renglón por lo que falta, con su remedio."""
    renglones = [f"{a['titulo']}: {a['causa']}\n        → {a['remedio']}" for a in resultado["faltan"]]
    return "\n".join(renglones) or "Todo atiende."
