"""`banco`: mide importación, publicación y servicio sobre elecciones inventadas de varios tamaños."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conoceles.arranque.ordenes._salida import exigir_escribible
from conoceles.nucleo.errores import ErrorDeDominio
from taller import requisitos
from taller.banco.resultado import Resultado

AYUDA = "Mide importación, publicación, servicio, búsqueda y captura en una carpeta desechable."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Los tamaños, cuánto esmero y si se escribe el documento."""
    parser.add_argument(
        "--candidaturas", metavar="N,N", help="tamaños de elección (300,3000; con --rapido, 60)"
    )
    parser.add_argument("--rapido", action="store_true", help="pocas repeticiones de un segundo")
    parser.add_argument(
        "--solo-captura",
        action="store_true",
        help="solo la captura: cien personas en un host y trescientas en tres",
    )
    parser.add_argument(
        "--sin-materiales",
        action="store_true",
        help="sin los de difusión, que son la mitad del tiempo con 3,000",
    )
    parser.add_argument(
        "--salida", metavar="ARCHIVO", type=Path, help="escribe la tabla en Markdown al terminar cada tamaño"
    )


def ejecutar(args: argparse.Namespace) -> Resultado:
    """Las medidas de cada tamaño. Los tiempos no deciden el código de salida."""
    from taller.banco import corrida, informe

    tamanos = (
        [] if args.solo_captura else _tamanos(args.candidaturas or ("60" if args.rapido else "300,3000"))
    )

    def guardar(resultado: Resultado) -> None:
        if args.salida:
            args.salida.write_text(informe.documento(resultado), encoding="utf-8")

    if args.salida and not tamanos:
        raise ErrorDeDominio("El documento es de tamaños de elección: quite --solo-captura o --salida.")
    if args.salida:
        exigir_escribible(args.salida)
    requisitos.conseguir(("nginx", "wrk", "postgresql", requisitos.NAVEGADOR))
    with _fin_ordenado():
        medidas = corrida.RAPIDAS if args.rapido else corrida.Medidas()
        return corrida.correr(tamanos, medidas, guardar=guardar, materiales=not args.sin_materiales)


def texto(resultado: Resultado) -> str:
    """La tabla, qué compara y en qué máquina."""
    from taller.banco import informe

    return informe.texto(resultado)


def _tamanos(escritos: str) -> list[int]:
    try:
        return [int(escrito) for escrito in escritos.split(",")]
    except ValueError:
        raise ErrorDeDominio(
            f"«{escritos}» no es una lista de números, como 300,3000.", campo="candidaturas"
        ) from None


@contextmanager
def _fin_ordenado() -> Iterator[None]:
    """SIGTERM también desmonta: sin esto quedarían servidores y una carpeta sin dueño."""
    anterior = signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, anterior)
