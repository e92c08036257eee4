"""Muchas personas a la vez, en PostgreSQL de verdad: un solo envío, nada se pierde y una sola cadena.

Hacen falta confirmaciones reales y hilos con su propia conexión, así que todo corre en otro proceso, con su
carpeta de datos y bases propias creadas de cero (los candados no dejan vaciar tablas).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO

pytestmark = pytest.mark.postgres
BASES = ("CONOCELES_BD_CURRICULAR", "CONOCELES_BD_IDENTIDAD", "CONOCELES_BD_LLAVES")


@pytest.fixture(scope="module")
def tumulto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Lo que contó el proceso: en PostgreSQL cuando la corrida lo usa, y si no, en SQLite con su WAL."""
    datos = tmp_path_factory.mktemp("tumulto") / "datos"
    entorno = {k: v for k, v in os.environ.items() if k not in BASES}
    entorno |= {
        "CONOCELES_DATOS": str(datos),
        "CONOCELES_AHORA": "2024-04-25T10:00:00-06:00",
        "PYTHONPATH": os.pathsep.join(str(RAIZ_PROYECTO / carpeta) for carpeta in ("src", "tests")),
    }
    with ExitStack() as pila:
        if all(os.environ.get(base) for base in BASES):
            entorno |= {base: pila.enter_context(_nueva(os.environ[base])) for base in BASES}
        hecho = subprocess.run(
            [sys.executable, "-m", "recorridos.tumulto"],
            env=entorno, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert hecho.returncode == 0, hecho.stderr[-4000:]
        yield json.loads(hecho.stdout.splitlines()[-1])


class _nueva:
    """Una base vacía junto a la de la corrida, que se tira al salir."""

    def __init__(self, url: str) -> None:
        partes = urlsplit(url)
        self.url, self.nombre = url, f"tumulto{os.getpid()}_{partes.path.lstrip('/')}"
        self.propia = urlunsplit(partes._replace(path=f"/{self.nombre}"))

    def __enter__(self) -> str:
        self._ordenar(f'CREATE DATABASE "{self.nombre}"')
        return self.propia

    def __exit__(self, *_: object) -> None:
        self._ordenar(f'DROP DATABASE "{self.nombre}" WITH (FORCE)')

    def _ordenar(self, sentencia: str) -> None:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as conexion:
            conexion.execute(sentencia)


def test_cincuenta_envios_a_la_vez_dejan_uno(tumulto: dict[str, Any]) -> None:
    assert tumulto["envios"]["contados"] == {"Envio": 1, "Conflicto": 49}
    assert tumulto["envios"]["filas"] == 1
    assert tumulto["envios"]["versiones_en_b"] == 1
    assert tumulto["envios"]["estado"] == "enviada"


def test_veinte_borradores_a_la_vez_no_se_pisan(tumulto: dict[str, Any]) -> None:
    """Uno gana; los otros diecinueve se enteran y conservan su texto."""
    assert tumulto["borradores"]["contados"] == {"int": 1, "BorradorAjeno": 19}
    assert tumulto["borradores"]["guardado"] == tumulto["borradores"]["ganador"]


def test_veinte_borradores_de_identidad_a_la_vez_no_se_pisan(tumulto: dict[str, Any]) -> None:
    assert tumulto["identidad"]["contados"] == {"int": 1, "Conflicto": 19}


@pytest.mark.parametrize("base", ["default", "identidad"])
def test_la_bitacora_es_una_sola_cadena_con_veinte_escritores(tumulto: dict[str, Any], base: str) -> None:
    assert tumulto["bitacora"][base] == {"problemas": [], "entradas": 200, "bifurcaciones": 0}


def test_observar_y_validar_a_la_vez_no_hacen_las_dos_cosas(tumulto: dict[str, Any]) -> None:
    assert sorted(tumulto["decisiones"]["contados"].values()) == [1, 9]
    assert tumulto["decisiones"]["estado"] in ("validada", "observada")
    assert tumulto["decisiones"]["rondas"] == (2 if tumulto["decisiones"]["estado"] == "observada" else 1)
