"""`metricas`: cómo está la instalación, para Prometheus."""

from __future__ import annotations

import argparse
import signal
import threading

AYUDA = "Atiende las métricas de Prometheus en un puerto de esta máquina."
CON_JSON = False
PREPARA = False  # no migra: mira lo que hay


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El puerto."""
    parser.add_argument("--puerto", type=int, default=9187, metavar="N", help="puerto (9187)")


def ejecutar(args: argparse.Namespace) -> None:
    """Hasta SIGTERM o Ctrl-C."""
    from conoceles.arranque import preparacion

    preparacion.arrancar_django()
    from conoceles.arranque.vigilancia.metricas import atender

    fin = threading.Event()
    for senal in (signal.SIGTERM, signal.SIGINT):
        signal.signal(senal, lambda *_: fin.set())
    atender(args.puerto, fin)


def texto(resultado: None) -> str:
    """Nada que decir al terminar."""
    return ""
