"""`fuentes`: el archivo de fuentes de una versión, siempre con los mismos octetos."""

from __future__ import annotations

import argparse
import hashlib
import subprocess
from pathlib import Path

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Hace el archivo de fuentes de una etiqueta: quien lo repita obtiene los mismos octetos."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """De qué etiqueta y dónde."""
    parser.add_argument("etiqueta", metavar="ETIQUETA", help="la de la versión, como v0.1.0")
    parser.add_argument("--salida", metavar="CARPETA", type=Path, default=Path())


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """El archivo y su SHA-256."""
    destino = args.salida / f"conoceles-{args.etiqueta}.tar"
    destino.write_bytes(archivo(RAIZ_PROYECTO, args.etiqueta))
    return {"archivo": str(destino), "sha256": hashlib.sha256(destino.read_bytes()).hexdigest()}


def texto(resultado: dict[str, object]) -> str:
    """Como lo escribe `sha256sum`, para compararlo."""
    return f"{resultado['sha256']}  {resultado['archivo']}"


def archivo(repositorio: Path, etiqueta: str) -> bytes:
    """El tar, sin comprimir: los octetos de lo comprimido cambian con la biblioteca que comprime.

    `ErrorDeDominio` si no hay tal etiqueta.
    """
    # La configuración de quien lo corre no entra: ni permisos ni finales de renglón suyos.
    orden = ["git", "-c", "tar.umask=0022", "-c", "core.autocrlf=false", "-C", str(repositorio), "archive"]
    orden += ["--format=tar", f"--prefix=conoceles-{etiqueta}/", f"refs/tags/{etiqueta}"]
    hecho = subprocess.run(orden, capture_output=True, check=False)
    if hecho.returncode:
        raise ErrorDeDominio(f"No hay una etiqueta «{etiqueta}» en este repositorio.", campo="etiqueta")
    return hecho.stdout
