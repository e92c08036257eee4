"""Las bases ya migradas que quedan de una corrida a la otra: dónde, y hasta cuándo."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

import plantillas


@pytest.fixture
def donde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """La carpeta que dijo `pruebas`, sin nada todavía."""
    monkeypatch.setenv(plantillas.CARPETA, str(tmp_path))
    plantillas.carpeta_de.cache_clear()
    return tmp_path


def test_quedan_donde_dice_quien_corre_y_no_en_lo_temporal(donde: Path) -> None:
    assert donde in plantillas.carpeta_de("src/conoceles/*/migrations/*.py").parents
    plantillas.carpeta_de.cache_clear()


def test_la_que_nadie_pide_en_una_semana_se_va_al_hacer_otra(donde: Path) -> None:
    de_hoy = plantillas.carpeta_de("pyproject.toml")
    vieja, usada = de_hoy.with_name("vieja"), de_hoy.with_name("usada")
    hace_mucho = time.time() - plantillas.SIN_USO - 60
    for otra in (vieja, usada):
        otra.mkdir()
        with plantillas.turno(otra):
            os.utime(otra, (hace_mucho, hace_mucho))
    os.utime(vieja / "candado-sqlite", (hace_mucho, hace_mucho))
    plantillas.carpeta_de("LICENSE")
    assert {de_hoy, usada} <= {*de_hoy.parent.iterdir()}
    assert not vieja.exists()
    plantillas.carpeta_de.cache_clear()
