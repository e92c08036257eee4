"""`papeles`: las bases al día y, en PostgreSQL, a cada papel lo suyo."""

from __future__ import annotations

import argparse

AYUDA = (
    "Pone al día las bases y da a cada papel de PostgreSQL (captura, obrero, lector, respaldo) solo lo suyo."
)


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Ninguno: se da como el dueño de las bases y se puede repetir."""


def ejecutar(args: argparse.Namespace) -> dict[str, list[str]]:
    """Base → los papeles que quedaron con lo suyo."""
    from conoceles.arranque.papeles import reparar_todas

    return reparar_todas()


def texto(resultado: dict[str, list[str]]) -> str:
    """Un renglón por base."""
    return "\n".join(
        f"{base}: {', '.join(papeles) or 'sin papeles aparte: todo entra con su dueño'}"
        for base, papeles in resultado.items()
    )
