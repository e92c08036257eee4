"""`materiales`: rehace y publica ya los materiales de difusión, con todos los núcleos."""

from __future__ import annotations

import argparse
from time import perf_counter

from conoceles.nucleo import reloj

AYUDA = "Rehace y publica los materiales de difusión que falten; el obrero lo hace solo, por ratos."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección."""
    parser.add_argument("--proceso", metavar="CLAVE", required=True)


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Cuántos se dibujaron, publicaron y retiraron, en cuántos segundos y cuánto pesan todos los que se ven."""
    from conoceles.difusion.segunda import difundir
    from conoceles.proceso.consultas import definicion

    inicio = perf_counter()
    hecho = difundir(definicion(args.proceso).clave, ahora=reloj.ahora())
    return {
        "instantanea": hecho.instantanea,
        "dibujados": hecho.dibujadas,
        "publicados": hecho.publicadas,
        "retirados": hecho.retiradas,
        "segundos": round(perf_counter() - inicio, 2),
        "megabytes": round(hecho.octetos / 1_000_000, 1),
    }


def texto(resultado: dict[str, object]) -> str:
    """Una frase."""
    return (
        f"Materiales: {resultado['publicados']} publicados y {resultado['retirados']} retirados en "
        f"{resultado['segundos']:.1f} s. Todos pesan {resultado['megabytes']:.1f} MB."
    )
