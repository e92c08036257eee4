"""`sbom`: el inventario de bibliotecas de producción, para quien audita."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

AYUDA = "Escribe el inventario de bibliotecas (CycloneDX) con sus huellas y licencias."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde."""
    parser.add_argument("--salida", metavar="ARCHIVO", type=Path, default=Path("conoceles.cdx.json"))


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """Cuántas bibliotecas lleva."""
    from conoceles.arranque import dependencias
    from conoceles.arranque.ordenes._salida import exigir_escribible
    from conoceles.nucleo import reloj

    exigir_escribible(args.salida)
    fijas = dependencias.fijas()
    documento = dependencias.inventario(fijas, reloj.ahora())
    args.salida.write_text(json.dumps(documento, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return {"archivo": str(args.salida), "bibliotecas": len(fijas)}


def texto(resultado: dict[str, object]) -> str:
    """Una línea."""
    return f"{resultado['bibliotecas']} bibliotecas en {resultado['archivo']} (CycloneDX 1.6)."
