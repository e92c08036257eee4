"""Las plantillas solo usan clases de la hoja de estilos, y la hoja no guarda clases que nadie usa."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from conoceles.nucleo import estatico

SALAS = Path(estatico.__file__).parents[1]
PLANTILLAS = sorted(SALAS.glob("*/templates/**/*.html"))
ETIQUETA = re.compile(r"\{%.*?%\}")
PARTIDA = re.compile(
    r"[\w-]*(?:\{\{.*?\}\}|--\{%.*?%\}|<!--.*?-->)(?:[\w-]|\{%.*?%\})*"
)  # su nombre se arma al vuelo


AL_VUELO = re.compile(r"[cr]\d+|comparar--\d")  # el mapa de cuadros y las columnas que se comparan


def _textos(*tipos: str) -> str:
    return "".join(p.read_text(encoding="utf-8") for e in tipos for p in SALAS.rglob(f"*.{e}"))


def de_la_hoja() -> set[str]:
    """Las clases que definen las hojas."""
    hojas = (p.read_text(encoding="utf-8") for p in estatico.FUENTES.rglob("*.css"))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r"/\*.*?\*/", "", "".join(hojas), flags=re.DOTALL)))


@cache
def conocidas() -> frozenset[str]:
    """Las clases de las hojas, y las que nombra algún guion."""
    return frozenset(de_la_hoja()) | {*re.findall(r"[\w-]+", _textos("js"))}


@pytest.mark.parametrize("plantilla", PLANTILLAS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_plantilla_solo_usa_clases_de_la_hoja(plantilla: Path) -> None:
    texto = plantilla.read_text(encoding="utf-8")
    usadas: set[str] = set()
    for valor in re.findall(r'class="([^"]*)"', texto):
        usadas |= set(ETIQUETA.sub(" ", PARTIDA.sub(" ", valor)).split())
    assert usadas <= conocidas()


def test_ninguna_clase_de_la_hoja_sobra() -> None:
    usadas = set(re.findall(r"[\w-]+", _textos("html", "js", "py")))
    assert sorted(c for c in de_la_hoja() - usadas if not AL_VUELO.fullmatch(c)) == []
