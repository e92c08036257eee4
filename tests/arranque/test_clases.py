"""Ninguna plantilla usa una clase que la hoja de estilos no conoce: sería una pantalla sin diseño."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conoceles.nucleo import estatico

SALAS = Path(estatico.__file__).parents[1]
PLANTILLAS = sorted(SALAS.glob("*/templates/**/*.html"))
ETIQUETA = re.compile(r"\{%.*?%\}")
PARTIDA = re.compile(
    r"[\w-]*(?:\{\{.*?\}\}|--\{%.*?%\}|<!--.*?-->)(?:[\w-]|\{%.*?%\})*"
)  # su nombre se arma al vuelo


def conocidas() -> set[str]:
    """Las clases de las hojas, y las que nombra algún guion."""
    hojas = "".join(p.read_text(encoding="utf-8") for p in estatico.FUENTES.rglob("*.css"))
    guiones = "".join(p.read_text(encoding="utf-8") for p in SALAS.rglob("*.js"))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", hojas)) | set(re.findall(r"[\w-]+", guiones))


@pytest.mark.parametrize("plantilla", PLANTILLAS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_plantilla_solo_usa_clases_de_la_hoja(plantilla: Path) -> None:
    texto = plantilla.read_text(encoding="utf-8")
    usadas: set[str] = set()
    for valor in re.findall(r'class="([^"]*)"', texto):
        usadas |= set(ETIQUETA.sub(" ", PARTIDA.sub(" ", valor)).split())
    assert usadas <= conocidas()
