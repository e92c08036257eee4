"""Quien comprueba antes de poner las bases al día sabe qué hacer, y a nadie se le acusa de haberlas cambiado."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.lenta


def test_con_una_base_atrasada_se_dice_como_ponerla_al_dia_y_no_se_acusa_a_nadie(
    instalacion: Path, hallar: Callable[..., Any]
) -> None:
    with closing(sqlite3.connect(instalacion / "curricular.sqlite3")) as base, base:
        base.execute("UPDATE proceso_proceso SET inventado = NOT inventado")
    assert "ELECCION_CAMBIADA" in _codigos(hallar(instalacion))
    with closing(sqlite3.connect(instalacion / "curricular.sqlite3")) as base, base:
        base.execute("DELETE FROM django_migrations WHERE app = 'espejos'")
    halladas = hallar(instalacion)
    assert {"ESQUEMA_ATRASADO", "OTRA_VERSION"} <= _codigos(halladas)
    assert "ELECCION_CAMBIADA" not in _codigos(halladas)
    [dicha] = [r["frase"] for r in halladas[1] if r["codigo"] == "OTRA_VERSION"]
    assert "«curricular» no se comprobó si alguien cambió algo por fuera" in dicha


def _codigos(halladas: tuple[int, list[dict[str, str]]]) -> set[str]:
    return {r["codigo"] for r in halladas[1]}
