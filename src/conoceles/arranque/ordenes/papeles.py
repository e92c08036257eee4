"""`papeles`: las bases al día y, en PostgreSQL, a cada papel lo suyo."""

from __future__ import annotations

import argparse

AYUDA = (
    "Pone al día las bases y da a cada papel de PostgreSQL (captura, obrero, lector, respaldo) solo lo suyo."
)


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Ninguno: se da como el dueño de las bases y se puede repetir. Un servicio con papel solo dice con cuál entra."""


def ejecutar(args: argparse.Namespace) -> dict[str, list[str]]:
    """Base → los papeles que quedaron con lo suyo."""
    from conoceles.arranque import papeles
    from conoceles.nucleo import secretos

    return papeles.con_cual() if secretos.papel() else papeles.reparar_todas()


def texto(resultado: dict[str, list[str]]) -> str:
    """Un renglón por base."""
    return "\n".join(
        f"{base}: {', '.join(papeles) or 'sin papeles aparte: todo entra con su dueño'}"
        for base, papeles in resultado.items()
    )
