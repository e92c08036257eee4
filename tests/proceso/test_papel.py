"""Lo que el instituto da para la muestra de la boleta, emblemas y días de registro: la carga dice qué falta."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.carga.advertencias import advertencias
from conoceles.proceso.carga.piezas.faltas import DefinicionInvalida
from conoceles.proceso.pendientes import pendientes

DURANGO = RAIZ_PROYECTO / "procesos" / "durango-2023-2024"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def _carpeta(tmp_path: Path, **agregado: str) -> Path:
    """Durango, con lo que se agregue a la fuerza de esas siglas."""
    carpeta = shutil.copytree(DURANGO, tmp_path / "durango")
    (carpeta / "emblema.svg").write_text(SVG, "utf-8")
    toml = carpeta / "proceso.toml"
    texto = toml.read_text("utf-8")
    for siglas, renglon in agregado.items():
        texto = texto.replace(f'siglas = "{siglas}"\n', f'siglas = "{siglas}"\n{renglon}\n', 1)
    toml.write_text(texto, "utf-8")
    return carpeta


def test_sin_emblemas_ni_dias_de_registro_la_carga_y_los_pendientes_dicen_de_quien_faltan() -> None:
    definicion = leer_carpeta(DURANGO)
    todos = "PAN, PRI, PRD, PVEM, PT, MC, MORENA"
    emblemas = f"En la muestra de la boleta, sin emblema y con sus siglas: {todos}"
    dias = f"Nada dice qué día se registró quien postula, que da su lugar en la boleta: {todos}"
    assert {f"{emblemas}.", f"{dias}."} <= set(advertencias(definicion))
    que = [p.que for p in pendientes(definicion, date(2026, 11, 26))]
    assert {emblemas, dias} <= set(que)
    assert any(q.startswith("Qué cuenta como voto: LGIPE, artículos 288 y 291; LIPED") for q in que)
    assert any(q.startswith("Orden de los recuadros de la boleta: LIPED") for q in que)


def test_lo_que_ya_se_dio_deja_de_faltar(tmp_path: Path) -> None:
    carpeta = _carpeta(tmp_path, PAN='emblema = "emblema.svg"\nregistro = 1950-01-01')
    dichas = " ".join(advertencias(leer_carpeta(carpeta)))
    assert dichas.count("PRI, PRD, PVEM, PT, MC, MORENA.") == 2
    assert "siglas: PAN" not in dichas
    assert "revise el orden" not in dichas


def test_dos_partidos_en_un_orden_que_sus_dias_desmienten_se_avisa(tmp_path: Path) -> None:
    carpeta = _carpeta(tmp_path, PAN="registro = 1950-01-02", PRI="registro = 1950-01-01")
    assert "PAN va antes que PRI en la boleta y se registró después: revise el orden." in advertencias(
        leer_carpeta(carpeta)
    )


def test_el_dia_de_registro_es_de_un_partido_y_no_de_una_coalicion(tmp_path: Path) -> None:
    with pytest.raises(DefinicionInvalida, match="solo un partido tiene el día de registro"):
        leer_carpeta(_carpeta(tmp_path, FYCXD="registro = 1950-01-01"))
