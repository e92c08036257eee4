"""`notas`: las notas de una versión, tomadas de `CHANGELOG.md`."""

from __future__ import annotations

import argparse
import re

from conoceles.arranque.version import version
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.errores import ErrorDeDominio

AYUDA = "Escribe las notas de una versión, tomadas de CHANGELOG.md."
PREPARA = False
CAMBIOS = RAIZ_PROYECTO / "CHANGELOG.md"
_SECCION = re.compile(
    r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?\n(.*?)(?=^## \[|\Z)", re.MULTILINE | re.DOTALL
)


def argumentos(parser: argparse.ArgumentParser) -> None:
    """De cuál."""
    parser.add_argument(
        "version", metavar="VERSION", nargs="?", help="sin ella, la que declara pyproject.toml"
    )


def ejecutar(args: argparse.Namespace) -> dict[str, object]:
    """`ErrorDeDominio` si esa versión no está en la lista de cambios."""
    pedida = args.version or version()
    for nombre, fecha, cuerpo in secciones():
        if nombre == pedida:
            return {"version": nombre, "fecha": fecha, "notas": cuerpo}
    raise ErrorDeDominio(f"CHANGELOG.md no dice nada de la versión {pedida}.", campo="version")


def texto(resultado: dict[str, object]) -> str:
    """En Markdown, con su título."""
    fecha = f" ({resultado['fecha']})" if resultado["fecha"] else ""
    return f"# Conóceles {resultado['version']}{fecha}\n\n{resultado['notas']}"


def secciones() -> list[tuple[str, str, str]]:
    """(versión, fecha, cuerpo) de cada una, la última primero."""
    cambios = CAMBIOS.read_text(encoding="utf-8")
    return [(nombre, fecha, cuerpo.strip()) for nombre, fecha, cuerpo in _SECCION.findall(cambios)]
