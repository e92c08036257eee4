"""`asvs`: escribe la página de los requisitos de ASVS y dice cuántos quedan."""

from __future__ import annotations

import argparse
from collections import Counter

AYUDA = "Escribe docs/evidencia/asvs.md: qué pide ASVS 5.0 y qué lo sostiene."
PREPARA = False


def argumentos(parser: argparse.ArgumentParser) -> None:
    """Ninguno."""


def ejecutar(_: argparse.Namespace) -> dict[str, int]:
    """Cuántos requisitos hay en cada estado."""
    from taller.evidencia import asvs

    capitulos = asvs.leer()
    asvs.FUENTE.with_suffix(".md").write_text(asvs.documento(capitulos), encoding="utf-8")
    return dict(Counter(r.estado for suyos in capitulos.values() for r in suyos))


def texto(resultado: dict[str, int]) -> str:
    """Una línea."""
    return ", ".join(f"{cuantos} {estado}" for estado, cuantos in resultado.items())
