"""`definicion`: escribe la referencia del lenguaje de las carpetas desde el cargador."""

from __future__ import annotations

import argparse
import json
from typing import TypedDict

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

AYUDA = "Escribe docs/definicion.md y su esquema JSON desde el cargador de elecciones."
PREPARA = False
DOCUMENTO = RAIZ_PROYECTO / "docs" / "definicion.md"
ESQUEMA = RAIZ_PROYECTO / "docs" / "definicion.schema.json"


class Cambio(TypedDict):
    """`ok` es falso si se revisó y algo no está al día."""

    ok: bool
    cambian: list[str]


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Escribir, o solo mirar."""
    parser.add_argument("--revisar", action="store_true", help="no escribe: falla si no están al día")


def ejecutar(args: argparse.Namespace) -> Cambio:
    """Cuáles cambiaron; con `--revisar`, cuáles cambiarían."""
    from taller import lenguaje

    nuevos = {
        DOCUMENTO: lenguaje.documento(),
        ESQUEMA: json.dumps(lenguaje.esquema(), ensure_ascii=False, separators=(",", ":")) + "\n",
    }
    distintos = [r for r, t in nuevos.items() if not r.exists() or r.read_text("utf-8") != t]
    for ruta in () if args.revisar else distintos:
        ruta.write_text(nuevos[ruta], "utf-8")
    return {
        "ok": not (args.revisar and distintos),
        "cambian": [str(r.relative_to(RAIZ_PROYECTO)) for r in distintos],
    }


def texto(resultado: Cambio) -> str:
    """Qué se escribió o qué no está al día."""
    return "\n".join(resultado["cambian"]) or "Al día."
