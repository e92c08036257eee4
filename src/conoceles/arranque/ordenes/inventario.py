"""`inventario`: el del Sistema de Datos Personales, escrito desde el mapa de visibilidad."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

AYUDA = "Escribe el inventario de datos personales en PDF, XLSX, JSON y Markdown."


def argumentos(parser: argparse.ArgumentParser) -> None:
    """La elección y a dónde va."""
    parser.add_argument("--proceso", metavar="CLAVE", help="sin ella, la elección en curso")
    parser.add_argument("--salida", metavar="DIR", type=Path, default=Path("."))


def ejecutar(args: argparse.Namespace) -> dict[str, Any]:
    """Escribe los archivos y los nombra."""
    from conoceles.informes.inventario import archivos
    from conoceles.nucleo.errores import ErrorDeDominio
    from conoceles.proceso import consultas

    vigente = consultas.vigente()
    clave = args.proceso or (vigente.clave if vigente else "")
    if not clave:
        raise ErrorDeDominio("No hay una elección cargada; use ./conoceles proceso cargar CARPETA.")
    args.salida.mkdir(parents=True, exist_ok=True)
    escritos = []
    for nombre, contenido in archivos(clave).items():
        (args.salida / nombre).write_bytes(contenido)
        escritos.append(str(args.salida / nombre))
    return {"proceso": clave, "archivos": escritos}


def texto(resultado: dict[str, Any]) -> str:
    """Un archivo por línea."""
    return "\n".join(resultado["archivos"])
