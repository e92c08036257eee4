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
from typing import Any

import pytest

from recorridos.aparte import entorno_propio

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def tumulto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Lo que contó el proceso: en PostgreSQL cuando la corrida lo usa, y si no, en SQLite con su WAL."""
    datos = tmp_path_factory.mktemp("tumulto") / "datos"
    with entorno_propio(datos) as entorno:
        hecho = subprocess.run(
            [sys.executable, "-m", "recorridos.tumulto"],
            env=entorno, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        assert hecho.returncode == 0, hecho.stderr[-4000:]
        yield json.loads(hecho.stdout.splitlines()[-1])


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


def test_lo_que_ella_retira_mientras_lo_reconocen_no_se_dice(tumulto: dict[str, Any]) -> None:
    assert not tumulto["vinculos"]["se_dice"]
    assert set(tumulto["vinculos"]["contados"]) <= {"NoneType", "Conflicto", "NoEncontrado"}


def test_enviar_otra_vez_y_pedir_el_ajuste_a_la_vez_deja_un_ajuste_y_ningun_envio(
    tumulto: dict[str, Any],
) -> None:
    """Ana y Eva, a la vez, sobre lo ya publicado."""
    dicho = tumulto["ajustes"]
    assert dicho["pedidos"] == {"Ajuste": 1, "Conflicto": 11}
    assert dicho["envios"] == 1


def test_aplicar_y_declinar_el_ajuste_a_la_vez_hace_una_sola_cosa_en_las_dos_bases(
    tumulto: dict[str, Any],
) -> None:
    dicho = tumulto["ajustes"]
    assert dicho["resueltos"] == {"AjusteResuelto": 1, "Conflicto": 9}
    aplicado = dicho["aplicado"]
    assert dicho["estado"] == ("ajustada" if aplicado else "publicada")
    assert (dicho["versiones"], dicho["versiones_en_b"], dicho["de_mas"]) == (
        (2, 2, 1) if aplicado else (1, 1, 0)
    )


def test_guardar_mientras_se_envia_no_cambia_lo_enviado_ni_se_pierde(tumulto: dict[str, Any]) -> None:
    dicho = tumulto["escribir"]
    assert dicho["contados"]["Envio"] == 1
    assert dicho["versiones"] == 1
    assert dicho["dice_lo_mismo"]
    assert set(dicho["contados"]) <= {"Envio", "int", "Conflicto", "ErrorDeDominio", "BorradorAjeno"}


@pytest.mark.parametrize(
    ("encuentro", "dan"),
    [
        ("recordar y guardar", ["int", "int"]),
        ("avisos de varias y guardar", ["NoneType", "int"]),
        ("recibir y reenviar", ["Cuenta", "ErrorDeDominio"]),
        ("acreditar y renunciar", ["NoneType", "NoneType"]),
    ],
)
def test_dos_actos_que_se_cruzan_no_se_esperan_para_siempre(
    tumulto: dict[str, Any], encuentro: str, dan: list[str]
) -> None:
    """Cada uno con lo primero ya tomado: el segundo espera su turno, y ninguno se aborta."""
    assert tumulto["encuentros"][encuentro] == dan


def test_lo_que_la_base_deshace_se_repite_solo_si_nada_suyo_quedo(tumulto: dict[str, Any]) -> None:
    """Dos que apartan al revés: PostgreSQL deshace a uno de verdad."""
    assert tumulto["encuentros"]["al revés"] == ["int", "int"]
    if os.environ.get("CONOCELES_BD_CURRICULAR"):
        assert tumulto["encuentros"]["al revés, y antes quedó algo"] == ["OperationalError 40P01", "int"]
