"""Qué se elige, en frases que concuerdan con el cargo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conoceles.proceso.boleta import se_elige
from conoceles.proceso.definicion import Definicion


@pytest.mark.parametrize(
    ("plural", "cada"),
    [
        ("Presidencias municipales", "una por municipio"),
        ("Ayuntamientos", "uno por municipio"),
        ("Consejerías del alumnado", "una por municipio"),
        ("Regidores", "uno por municipio"),
    ],
)
def test_cuantos_son_concuerda_con_el_cargo_y_no_con_el_territorio(
    durango: Definicion, plural: str, cada: str
) -> None:
    cargo = replace(durango.cargos[0], ambito="municipio", plural=plural)
    suya = replace(durango, cargos=(cargo, *durango.cargos[1:]))
    que = next(iter(se_elige.dichos(suya)))[1]
    assert que.endswith(f", {cada}")
    assert que.startswith("15 ")
