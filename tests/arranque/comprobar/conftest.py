"""Una instalación sembrada una vez, y `./conoceles comprobar` sobre sus copias."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import migradas
import vivero
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

AHORA = "2024-04-25T10:00:00-06:00"
Renglones = list[dict[str, str]]


def correr(datos: Path, *orden: str, **entorno: str) -> subprocess.CompletedProcess[str]:
    limpio = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_")}
    rutas = os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests"))
    variables = (
        limpio | {"PYTHONPATH": rutas, "CONOCELES_DATOS": str(datos), "CONOCELES_AHORA": AHORA} | entorno
    )
    return vivero.correr("-m", *orden, entorno=variables)


def comprobar(datos: Path, **entorno: str) -> tuple[int, Renglones]:
    """Código de salida y los hallazgos; nada más puede salir por la salida normal."""
    hecho = correr(datos, "conoceles", "comprobar", "--json", **entorno)
    assert "Traceback" not in hecho.stderr, hecho.stderr
    return hecho.returncode, json.loads(hecho.stdout)


@pytest.fixture(scope="session")
def sembrada(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La original: nadie la toca."""
    carpeta = tmp_path_factory.mktemp("comprobar") / "datos"
    migradas.poner(carpeta)
    hecho = correr(carpeta, "arranque.comprobar.sembrar")
    assert hecho.returncode == 0, hecho.stderr
    return carpeta


@pytest.fixture
def instalacion(sembrada: Path, tmp_path: Path) -> Path:
    """Una copia, para estropearla."""
    return shutil.copytree(sembrada, tmp_path / "datos", symlinks=True)


@pytest.fixture
def hallar() -> Callable[..., Any]:
    return comprobar
