"""Una licenciatura trunca se dice y se cuenta así dondequiera: nadie la lee como terminada."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from conoceles.estadistica.consultas import publica
from conoceles.lector.comparar import pagina_comparar
from conoceles.lector.indice import Indice
from conoceles.publicacion.publicador import publicar
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, version

pytestmark = pytest.mark.lenta
DICHO = "licenciatura (trunca)"


@pytest.fixture(scope="module")
def arbol(del_archivo: Sembrar) -> Path:
    """Nadie escribe en él."""
    with del_archivo() as (datos, eleccion):
        version(eleccion["ANA"], 2, AHORA, grado="licenciatura", estatus_grado="trunco")
        version(eleccion["CORA"], 2, AHORA, grado="licenciatura", estatus_grado="titulo")
        publicar(PROCESO, ahora=AHORA, cortes=True)
    return datos / "sitio" / PROCESO / "actual"


@pytest.mark.parametrize(
    "ruta",
    ["candidaturas/ANA/index.html", "contiendas/diputacion-mr-01/index.html", "estadistica/index.html"],
)
def test_el_grado_trunco_se_dice_donde_se_lee(arbol: Path, ruta: str) -> None:
    assert DICHO in (arbol / ruta).read_text(encoding="utf-8").lower()


def test_el_grado_con_titulo_no_lleva_nada(arbol: Path) -> None:
    assert "(" not in json.loads((arbol / "candidaturas/CORA.json").read_bytes())["grado_texto"]
    assert json.loads((arbol / "candidaturas/ANA.json").read_bytes())["grado_texto"].lower() == DICHO


def test_se_compara_y_se_filtra_aparte(arbol: Path) -> None:
    indice = Indice(arbol / "busqueda.sqlite")
    html = pagina_comparar(indice, "c=ANA&c=CORA").lower()
    assert html.count(DICHO) == 1
    [filtro] = [f for f in indice.filtros if f.campo == "grado"]
    assert {v for v in filtro.opciones if v.startswith("licenciatura")} == {
        "licenciatura",
        "licenciatura-trunca",
    }


def test_se_cuenta_aparte_y_todo_suma(arbol: Path) -> None:
    [grado] = [i for i in publica(PROCESO) if i["id"] == "poblacion.grado"]
    celdas = {c["etiqueta"]: c["valor"] for c in grado["celdas"]}
    assert (celdas["Licenciatura"], celdas["Licenciatura (trunca)"]) == (1, 1)
    assert sum(celdas.values()) == grado["denominador"]


def test_los_datos_abiertos_conservan_sus_dos_columnas(arbol: Path) -> None:
    with (arbol / "datos/curricular.csv").open(encoding="utf-8-sig") as archivo:
        dichos = {(f["ESCOLARIDAD"], f["ESTATUS_ESCOLARIDAD"]) for f in csv.DictReader(archivo)}
    assert {d for d in dichos if "cenc" in d[0].lower()} == {
        ("Licenciatura", "Trunco"),
        ("Licenciatura", "Título"),
    }
