"""El obrero con todas sus tareas, sin descanso, mientras cincuenta personas capturan, envían y son revisadas: PostgreSQL no deshace nada."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from recorridos.aparte import BASES, entorno_propio

pytestmark = [pytest.mark.postgres, pytest.mark.simulacro]
CUANTAS = 50


@pytest.fixture(scope="module")
def noche(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Lo que dijeron el obrero y la gente, y las transacciones que PostgreSQL contó como deshechas."""
    if not os.environ.get(BASES[0]):
        pytest.skip("en SQLite quien escribe ya está solo: no hay qué esperar en círculo")
    datos = tmp_path_factory.mktemp("noche") / "datos"
    with entorno_propio(datos) as entorno:
        with _aparte(entorno, "sembrar", str(CUANTAS)) as siembra:
            _lo_ultimo(siembra)
        with _aparte(entorno, "gente") as gente, _aparte(entorno, "obrero") as obrero:
            _a_la_vez(gente, obrero)
            dicho = {"gente": _lo_ultimo(gente)}
            termino = time.monotonic()
            while float(_linea(obrero)) < termino:  # hasta una vuelta entera con todo lo que dejaron
                pass
            obrero.terminate()
            dicho["obrero"] = _lo_ultimo(obrero)
        yield {**dicho, "deshechas": sum(_deshechas(entorno[base]) for base in BASES)}


@contextmanager
def _aparte(entorno: dict[str, str], *que: str) -> Iterator[subprocess.Popen[str]]:
    orden = [sys.executable, "-m", "recorridos.obrero_y_cincuenta", *que]
    tubos = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(orden, env=entorno, text=True, **tubos) as proceso:
        try:
            yield proceso
        finally:
            proceso.kill()


def _a_la_vez(*procesos: subprocess.Popen[str]) -> None:
    """Cuando todos están listos."""
    for proceso in procesos:
        _linea(proceso)
    for proceso in procesos:
        assert proceso.stdin is not None
        proceso.stdin.write("\n")
        proceso.stdin.flush()


def _linea(proceso: subprocess.Popen[str]) -> str:
    assert proceso.stdout is not None
    linea = proceso.stdout.readline()
    assert linea, "terminó antes de decir nada"
    return linea


def _lo_ultimo(proceso: subprocess.Popen[str]) -> dict[str, Any]:
    assert proceso.stdout is not None
    dicho: dict[str, Any] = json.loads(proceso.stdout.read().splitlines()[-1])
    return dicho


def _deshechas(url: str) -> int:
    """Las que PostgreSQL mató por esperarse en círculo, según él mismo."""
    with psycopg.connect(url) as conexion:
        fila = conexion.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
    assert fila is not None
    return int(fila[0])


def test_postgresql_no_deshace_nada(noche: dict[str, Any]) -> None:
    assert noche["deshechas"] == 0
    assert noche["obrero"]["repetidas"] == []


def test_las_cincuenta_llegan_al_final_y_las_dos_cadenas_son_una(noche: dict[str, Any]) -> None:
    gente = noche["gente"]
    assert gente["acaban"] == {"": CUANTAS}
    assert gente["envios"] == {"2": CUANTAS}
    assert set(gente["estados"]) <= {"validada", "publicada"}
    assert gente["problemas"] == []


def test_el_obrero_hace_todas_sus_tareas_y_publica_mientras_tanto(noche: dict[str, Any]) -> None:
    assert noche["obrero"]["fallas"] == []
    assert noche["obrero"]["publicadas"] >= 2
    assert noche["obrero"]["recordatorios"] > 0
