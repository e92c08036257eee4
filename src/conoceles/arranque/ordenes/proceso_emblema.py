"""`proceso emblema IMAGEN CARPETA`: un emblema en PNG o JPG se vuelve el SVG que la definición admite."""

from __future__ import annotations

import argparse
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Convierte un emblema PNG o JPG en el emblema.svg de la carpeta de una elección."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La imagen y la carpeta de la elección."""
    parser.add_argument("imagen", metavar="IMAGEN", type=Path)
    parser.add_argument("carpeta", metavar="CARPETA", type=Path)


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Escribe `emblema.svg`, sin reemplazar uno que ya esté."""
    from conoceles.proceso.carga.piezas.emblema import envolver

    destino = args.carpeta / "emblema.svg"
    if not args.imagen.is_file():
        raise ErrorDeDominio(f"No existe la imagen {args.imagen}.", campo="imagen")
    if not args.carpeta.is_dir():
        raise ErrorDeDominio(f"No existe la carpeta {args.carpeta}.", campo="carpeta")
    if destino.exists():
        raise ErrorDeDominio(f"{destino} ya existe: quítelo primero.")
    texto_ = envolver(args.imagen.read_bytes())
    destino.write_text(texto_, encoding="utf-8")
    return {"archivo": str(destino), "octetos": len(texto_)}


def texto(resultado: dict[str, object]) -> str:
    """Dónde quedó y cómo se declara."""
    return (
        f"{resultado['archivo']}: {resultado['octetos']:,} octetos.\n"
        'Declárelo en proceso.toml, bajo [institucion]: emblema = "emblema.svg"'
    )
