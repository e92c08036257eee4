"""`servir`: el sitio público, la captura y el obrero, hasta Ctrl-C."""

from __future__ import annotations

import argparse

from conoceles.arranque.servicios import servidor

AYUDA = "Atiende el sitio público (puerto N), la captura (N + 1) y el trabajo en segundo plano."
CON_JSON = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """El puerto del sitio público."""
    parser.add_argument(
        "--puerto", metavar="N", type=int, default=8000, help="puerto del sitio público (8000)"
    )


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Vuelve cuando se pide el fin."""
    servidor.atender(args.puerto, al_estar_listo=lambda: _anunciar(args.puerto))
    return {}


def _anunciar(puerto: int) -> None:
    print(f"Sitio público: http://localhost:{puerto}/")
    print(f"Captura:       http://localhost:{puerto + 1}/")
    print("Ctrl-C para terminar.", flush=True)


def texto(resultado: dict[str, object]) -> str:
    """La despedida."""
    return "\nConóceles se detuvo."
