"""Ninguna carpeta pide leer más de una docena y pico de nombres distintos."""

from __future__ import annotations

from pathlib import Path

import pytest

FUENTES = Path(__file__).parents[2] / "src"
MUCHOS = 16
DE_UNA_SOLA_CLASE = {
    "conoceles/expediente/reglas": "una regla, un archivo",
    "conoceles/arranque/ordenes": "una orden, un archivo",
    "taller/ordenes": "una orden, un archivo",
}


EN_TODAS = {"apps", "models", "urls", "vistas", "consultas", "operaciones", "disparadores"}


def nombres(carpeta: Path) -> list[str]:
    """Módulos de la carpeta; los que se llaman igual en todas las salas se aprenden una vez y no cuentan."""
    propios = {p.stem for p in carpeta.glob("*.py") if not p.stem.startswith("__")}
    return sorted(propios - EN_TODAS)


def carpetas() -> list[str]:
    todas = {p.parent.relative_to(FUENTES).as_posix() for p in FUENTES.rglob("*.py")}
    return sorted(c for c in todas if "migrations" not in c)


@pytest.mark.parametrize("carpeta", carpetas())
def test_una_carpeta_no_se_llena(carpeta: str) -> None:
    if carpeta not in DE_UNA_SOLA_CLASE:
        assert len(nombres(FUENTES / carpeta)) <= MUCHOS
