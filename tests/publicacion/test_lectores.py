"""Lo que se descarga lo abren otros programas sin una advertencia: pandas, una hoja de cálculo y Frictionless."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas
import pytest

from conoceles.publicacion.publicador import publicar
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO

pytestmark = pytest.mark.lenta

TABLAS = ("curricular", "identidad", "identidad_agregados", "diccionario")


@pytest.fixture(scope="module")
def datos_abiertos(del_archivo: Sembrar) -> Path:
    with del_archivo() as (datos, _):
        publicar(PROCESO, ahora=AHORA, cortes=True)
    return (datos / "sitio" / PROCESO / "actual").resolve() / "datos"


def test_frictionless_valida_el_paquete_y_cada_celda(
    datos_abiertos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sin red y desde su carpeta, como lo abriría quien lo descargó."""
    monkeypatch.chdir(datos_abiertos)
    informe = frictionless.validate("datapackage.json")
    assert informe.flatten(["type", "note", "rowNumber", "fieldName"]) == []
    assert informe.valid
    assert {tarea.name for tarea in informe.tasks} == {t.replace("_", "-") for t in TABLAS}


@pytest.mark.parametrize("tabla", TABLAS)
def test_pandas_lee_cada_csv_como_se_escribio(datos_abiertos: Path, tabla: str) -> None:
    """Las advertencias reprueban la corrida entera: aquí no hay ninguna."""
    ruta = datos_abiertos / f"{tabla}.csv"
    marco = pandas.read_csv(ruta, dtype=str, keep_default_na=False)
    titulos, *filas = csv.reader(io.StringIO(ruta.read_text(encoding="utf-8-sig"), newline=""))
    assert list(marco.columns) == titulos
    assert marco.to_numpy().tolist() == filas


def test_pandas_infiere_numeros_y_fechas_del_curricular(datos_abiertos: Path) -> None:
    marco = pandas.read_csv(datos_abiertos / "curricular.csv")
    assert pandas.api.types.is_numeric_dtype(marco["EDAD"])
    actualizadas = pandas.to_datetime(marco["ACTUALIZADA"].dropna())
    assert (actualizadas.dt.year == 2024).all()


@pytest.mark.parametrize("motor", ["openpyxl", "calamine"])
@pytest.mark.parametrize("libro", ["curricular.xlsx", "identidad.xlsx", "ine.xlsx"])
def test_una_hoja_de_calculo_abre_cada_libro(datos_abiertos: Path, libro: str, motor: Any) -> None:
    abierto = openpyxl.load_workbook(datos_abiertos / libro)
    leido = pandas.read_excel(datos_abiertos / libro, sheet_name=None, dtype=str, engine=motor)
    assert [h.title for h in abierto] == list(leido)
    for hoja in abierto:
        titulos = [celda.value for celda in hoja[1]]
        assert all(titulos)
        assert len(titulos) == len(set(titulos)) == len(leido[hoja.title].columns)
        assert hoja.max_row == len(leido[hoja.title]) + 1


def test_csv_json_y_libro_traen_los_mismos_renglones(datos_abiertos: Path) -> None:
    en_json = json.loads((datos_abiertos / "curricular.json").read_text())["renglones"]
    en_csv = pandas.read_csv(datos_abiertos / "curricular.csv", dtype=str, keep_default_na=False)
    en_libro = pandas.read_excel(
        datos_abiertos / "curricular.xlsx", dtype=str, keep_default_na=False, engine="calamine"
    )
    assert [r["FOLIO"] for r in en_json] == list(en_csv["FOLIO"]) == list(en_libro["FOLIO"])
    assert {"FOTOGRAFIA", "ACCION_AFIRMATIVA"} <= set(en_csv.columns)


def test_el_diccionario_explica_el_apostrofo_de_los_csv(datos_abiertos: Path) -> None:
    diccionario = pandas.read_csv(datos_abiertos / "diccionario.csv", dtype=str, keep_default_na=False)
    explicaciones = diccionario.loc[diccionario["COLUMNA"] == "(cualquiera)", "DESCRIPCION"]
    assert len(explicaciones)
    assert explicaciones.str.contains("apóstrofo").all()
