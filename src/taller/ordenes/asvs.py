"""`asvs`: escribe la página de los requisitos de ASVS, para entregarla, y dice cuántos quedan."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

AYUDA = "Escribe la página de qué pide ASVS 5.0 y qué lo sostiene, desde docs/evidencia/asvs.toml."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Dónde. La página no se guarda en el repositorio: dice lo mismo que su fuente."""
    parser.add_argument("--salida", metavar="ARCHIVO.md", type=Path, required=True)


def ejecutar(args: argparse.Namespace) -> dict[str, int]:
    """Cuántos requisitos hay en cada estado."""
    from taller.evidencia import asvs

    capitulos = asvs.leer()
    args.salida.write_text(asvs.documento(capitulos), encoding="utf-8")
    return dict(Counter(r.estado for suyos in capitulos.values() for r in suyos))


def texto(resultado: dict[str, int]) -> str:
    """Una línea."""
    return ", ".join(f"{cuantos} {estado}" for estado, cuantos in resultado.items())
