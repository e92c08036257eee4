"""`adaptaciones voz`: la lectura grabada por una persona."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Recibe la lectura grabada (Ogg Opus) de una boleta o un perfil."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La grabación, de qué es, quién la leyó y quién la revisó."""
    parser.add_argument("archivo", metavar="ARCHIVO.opus", type=Path)
    parser.add_argument("--proceso", metavar="CLAVE", required=True)
    parser.add_argument("--de", metavar="BOLETA|FOLIO", required=True)
    parser.add_argument("--hizo", required=True, help="quién la leyó")
    parser.add_argument("--reviso", required=True, help="quién la comparó con el texto")


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """De qué es y cuánto dura."""
    from conoceles.difusion.adaptaciones.publicado import huella_de
    from conoceles.difusion.adaptaciones.recibir import recibir_voz

    if not args.archivo.is_file():
        raise ErrorDeDominio(f"No existe el archivo {args.archivo}.", campo="archivo")
    segundos = recibir_voz(
        proceso=args.proceso, donde=args.de, huella=huella_de(args.proceso, args.de),
        grabacion=args.archivo.read_bytes(), hizo=args.hizo, reviso=args.reviso,
        por=Alcance.sistema("adaptaciones"), ahora=reloj.ahora(),
    )  # fmt: skip
    return {"de": args.de, "segundos": round(segundos, 1)}


def texto(resultado: dict[str, object]) -> str:
    """Una frase."""
    return f"Se recibió la grabación de {resultado['de']}: {resultado['segundos']} segundos. La publica el obrero."
