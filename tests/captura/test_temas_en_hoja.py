"""Los temas de una propuesta en la hoja de la captura masiva: uno por renglón de la celda, y de ida y vuelta."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conoceles.captura.masiva.carga import Informe, _escrito
from conoceles.captura.masiva.columnas import Columna, FilaDeHoja, a_celda, columnas
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.preguntas.cuestionario import Respuesta


@pytest.fixture
def columna(tmp_path: Path) -> Columna:
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / "durango-2023-2024", tmp_path / "con-temas")
    raiz = carpeta / "proceso.toml"
    texto = raiz.read_text("utf-8").replace("[archivos]\n", '[archivos]\ntemas = "temas.toml"\n', 1)
    raiz.write_text(texto, "utf-8")
    todas = columnas(leer_carpeta(carpeta).curricular)
    return next(c for c in todas if c.clave == "propuesta_1_temas")


def leido(columna: Columna, celda: str) -> tuple[dict[str, Respuesta], list[str]]:
    informe = Informe(5, "F1", "Ana")
    escrito = _escrito(informe, [columna], FilaDeHoja(5, {columna.clave: celda}))
    return escrito.sobre({}), informe.errores


def test_dos_temas_en_dos_renglones_se_leen_y_se_vuelven_a_escribir_igual(columna: Columna) -> None:
    celda = "Agua y saneamiento\nSalud"
    escrito, errores = leido(columna, celda)
    assert (escrito, errores) == ({"propuesta_1_temas": ["agua", "salud"]}, [])
    assert a_celda(columna, escrito) == celda


def test_un_tema_que_no_esta_en_el_catalogo_se_senala_y_no_se_toma_ninguno(columna: Columna) -> None:
    escrito, errores = leido(columna, "Agua y saneamiento\nMarcianos")
    assert escrito == {}
    assert errores == ["Temas: Primera propuesta: «Marcianos» no está en la lista."]


@pytest.mark.parametrize("celda", ["#REF!", "#¿NOMBRE?", "#FÓRMULA!"])
def test_el_error_de_una_formula_se_senala_y_no_es_una_respuesta(columna: Columna, celda: str) -> None:
    escrito, errores = leido(columna, celda)
    assert (escrito, errores) == (
        {},
        [f"{columna.titulo}: la celda trae un error de la hoja de cálculo, «{celda}»."],
    )
