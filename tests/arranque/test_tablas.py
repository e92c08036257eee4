"""Una carpeta nueva no recorre en cada base la historia de todas las salas, y queda igual que si la recorriera."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.db import connections

import migradas
from conoceles.arranque.bases import ALIAS

if TYPE_CHECKING:
    from pathlib import Path

LO_HECHO = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
LO_ANOTADO = "SELECT app, name FROM django_migrations ORDER BY app, name"


@pytest.mark.django_db(databases=list(ALIAS))
@pytest.mark.parametrize("alias", [*ALIAS])
def test_poner_al_dia_una_carpeta_nueva_deja_lo_que_migrarla_entera(alias: str, tmp_path: Path) -> None:
    migradas.poner(tmp_path)

    with (
        closing(sqlite3.connect(tmp_path / f"{ALIAS[alias]}.sqlite3")) as nueva,
        connections[alias].cursor() as entera,
    ):
        for consulta in (LO_HECHO, LO_ANOTADO):
            dicho = [*nueva.execute(consulta)]
            assert dicho == [*entera.execute(consulta)]
            assert dicho
