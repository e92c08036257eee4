"""Una pregunta nueva se reconoce en el padrón por los encabezados que ella declara, sin tocar el código."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conoceles.arranque import cli, preparacion
from conoceles.candidaturas.padron.encabezados import admitidos, columnas_en
from conoceles.candidaturas.padron.plantilla import plantilla
from conoceles.curricular.models import VersionCurricular
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.consultas import definicion
from otra_version import otra_version
from personas import recargar

ARCHIVO, EN_CURSO = "durango-2021-2022", "durango-2023-2024"
TITULOS = ("CARGO", "MUNICIPIO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "EDAD")
ANA = ("Presidencia municipal", "Durango", "MC", "PROPIETARIA", "Ana Rentería Soto", "MUJER", "41")
# Con la clave de una columna del padrón, y un encabezado que la ley no deja leer.
PREGUNTAS = """
[[secciones.campos]]
clave = "numero"
etiqueta = "¿Por cuántas localidades pasa su recorrido?"
tipo = "texto"
maximo = 40
visibilidad = "publica"
columna = "LOCALIDADES"
columna_ine = "LOCALIDADES_RECORRIDAS"
encabezados = ["Número de localidades", "rfc"]

[[secciones.campos]]
clave = "transporte"
etiqueta = "¿Cómo se mueve?"
tipo = "opcion"
visibilidad = "publica"
columna = "TRANSPORTE"
encabezados = ["modo_de_transporte"]
opciones = [{ clave = "pie", etiqueta = "A pie" }, { clave = "bici", etiqueta = "En bicicleta", sinonimos = ["Bici"] }]

"""


@pytest.fixture
def con_preguntas(elecciones: None, tmp_path: Path, ahora: datetime) -> None:
    """Las dos elecciones, otra vez cargadas con dos preguntas más en su cuestionario."""
    procesos = shutil.copytree(RAIZ_PROYECTO / "procesos", tmp_path / "casa" / "procesos")
    toml = procesos / EN_CURSO / "curricular.toml"
    texto = otra_version(toml.read_text("utf-8"))
    antes, marca, despues = texto.partition('[[secciones]]\nclave = "propuestas"')
    toml.write_text(antes + PREGUNTAS + marca + despues, "utf-8")
    for clave in (EN_CURSO, ARCHIVO):
        recargar(procesos / clave, ahora)


@pytest.mark.usefixtures("con_preguntas")
@pytest.mark.parametrize("encabezado", ["NUMERO DE LOCALIDADES", "LOCALIDADES_RECORRIDAS"])
def test_importar_por_el_encabezado_declarado_conserva_la_respuesta(
    importar_padron: Callable[..., Any], padron: Callable[..., Path], encabezado: str
) -> None:
    ruta = padron((*TITULOS, encabezado, "Modo de transporte", "RFC"), (*ANA, "Doce", "bici", "XAXX010101"))
    informe = importar_padron(ruta, ARCHIVO)

    assert informe.errores == []
    assert VersionCurricular.objects.get().contenido == {"numero": "Doce", "transporte": "bici"}
    assert "DATO_DESCARTADO" in {aviso.codigo for aviso in informe.avisos}


def test_importar_la_misma_columna_sin_la_pregunta_es_un_error(
    importar_padron: Callable[..., Any], padron: Callable[..., Path]
) -> None:
    informe = importar_padron(padron((*TITULOS, "Modo de transporte"), (*ANA, "Bici")), ARCHIVO)

    [error] = informe.errores
    assert (error.codigo, error.columna) == ("COLUMNA_DESCONOCIDA", "Modo de transporte")


@pytest.mark.usefixtures("con_preguntas")
def test_importar_en_una_eleccion_en_curso_dice_lo_que_no_toma(
    importar_padron: Callable[..., Any], padron: Callable[..., Path]
) -> None:
    titulos = ("CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "Modo de transporte")
    ruta = padron(titulos, ("Diputación MR", "1", "MC", "PROPIETARIA", "Ana Rentería Soto", "MUJER", "bici"))
    informe = importar_padron(ruta)

    assert informe.errores == []
    [aviso] = [aviso for aviso in informe.avisos if aviso.codigo == "RESPUESTAS_NO_IMPORTADAS"]
    assert "1 respuesta curricular" in aviso.mensaje


@pytest.mark.usefixtures("con_preguntas")
def test_la_plantilla_de_una_eleccion_historica_pregunta_lo_que_ella_declara(
    importar_padron: Callable[..., Any], tmp_path: Path, ahora: datetime
) -> None:
    ruta = tmp_path / "lleno.xlsx"
    ruta.write_bytes(plantilla(definicion(ARCHIVO), ahora=ahora))
    libro = openpyxl.load_workbook(ruta)
    hoja = libro["Padrón"]
    titulos = [celda.value for celda in hoja[1]]
    dicho = {
        "PARTIDO_COALICION": "MC", "CARGO": "Presidencia municipal", "MUNICIPIO": "Durango", "NOMBRES": "Ana",
        "TIPO_CANDIDATO": "PROPIETARIA", "PRIMER_APELLIDO": "Rentería", "SEXO": "MUJER",
        "NUMERO_DE_LOCALIDADES": "Doce", "MODO_DE_TRANSPORTE": "En bicicleta",
    }  # fmt: skip
    hoja.append([dicho.get(titulo) for titulo in titulos])
    libro.save(ruta)

    assert importar_padron(ruta, ARCHIVO).errores == []
    assert VersionCurricular.objects.get().contenido == {"numero": "Doce", "transporte": "bici"}


@pytest.mark.usefixtures("con_preguntas")
def test_la_orden_de_columnas_dice_los_encabezados_de_cada_pregunta(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparacion, "preparar", lambda: None)
    assert cli.main(["padron", "columnas"]) == 0
    assert "modo_de_transporte" not in capsys.readouterr().out
    assert cli.main(["padron", "columnas", "--proceso", ARCHIVO]) == 0
    salida = capsys.readouterr().out
    assert "«¿Cómo se mueve?»" in salida
    assert "modo_de_transporte" in salida
    assert "rfc" not in salida


@pytest.mark.parametrize(
    ("encabezado", "columna"),
    [
        ("Ap. Materno", "segundo_apellido"), ("Dtto.", "distrito"), ("Prop./Supl.", "calidad"), ("H/M", "sexo"),
        ("F. Nac.", "nacimiento"), ("Prelación", "numero"), ("Correo-e", "correo"), ("Grupo vulnerable", "medida"),
    ],
)  # fmt: skip
def test_los_encabezados_abreviados_de_otros_institutos_se_reconocen(encabezado: str, columna: str) -> None:
    assert columna in columnas_en((encabezado,), admitidos())
