"""Dos personas dan la misma orden al mismo tiempo: procesos de verdad, el archivo real y una sola verdad al final."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import muestras
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from recorridos.aparte import entorno_propio

CLAVE = "durango-2021-2022"
PADRON = ("padron", "importar", "--proceso", CLAVE, "--aceptar", "ROL_CORREGIDO", "--json")
pytestmark = [pytest.mark.simulacro, pytest.mark.postgres, pytest.mark.muestras]


@pytest.fixture(scope="module")
def entorno(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Una instalación propia con la elección de 2021-2022 cargada y sin padrón."""
    with entorno_propio(tmp_path_factory.mktemp("a-la-vez") / "datos") as variables:
        _a_la_vez(variables, 1, "proceso", "cargar", str(RAIZ_PROYECTO / "procesos" / CLAVE), "--json")
        yield variables


@pytest.fixture(scope="module")
def importaciones(entorno: dict[str, str]) -> list[dict[str, Any]]:
    """Lo que contestaron tres importaciones simultáneas del mismo archivo."""
    return _a_la_vez(entorno, 3, *PADRON, str(muestras() / "ine_local_2022" / "baseDatosCandidatos.xls"))


def test_importar_tres_veces_a_la_vez_da_de_alta_una_sola(importaciones: list[dict[str, Any]]) -> None:
    assert sorted(i["altas"] for i in importaciones) == [0, 0, 248]
    assert sorted(i["sin_cambio"] for i in importaciones) == [0, 248, 248]
    assert [i["errores"] for i in importaciones] == [[], [], []]


def test_publicar_tres_veces_a_la_vez_deja_una_instantanea_integra(
    importaciones: list[dict[str, Any]], entorno: dict[str, str]
) -> None:
    publicadas = _a_la_vez(entorno, 3, "publicar", "--proceso", CLAVE, "--json")
    assert len({p["instantanea"] for p in publicadas}) == 1
    assert sorted(p["cambio"] for p in publicadas) == [False, False, True]
    sitio = Path(entorno["CONOCELES_DATOS"]) / "sitio" / CLAVE
    assert _a_la_vez(entorno, 1, "verificar", str(sitio), "--json")[0]["problemas"] == []


def _a_la_vez(entorno: dict[str, str], veces: int, *orden: str) -> list[dict[str, Any]]:
    """Arranca la orden ese número de veces, cada una con su hora y sin esperar a ninguna, y devuelve lo que contestaron."""
    inicio = datetime.fromisoformat(entorno["CONOCELES_AHORA"])
    procesos = [
        subprocess.Popen(
            [sys.executable, "-m", "conoceles", *orden],
            env=entorno | {"CONOCELES_AHORA": (inicio + timedelta(seconds=20 * n)).isoformat()},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(veces)
    ]
    salidas = [(*p.communicate(timeout=300), p.returncode) for p in procesos]
    assert [(codigo, errores) for _, errores, codigo in salidas if codigo] == []
    return [json.loads(salida) for salida, _, _ in salidas]
