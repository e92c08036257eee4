"""Preguntas que se contestan con un número o un día: en la pantalla, en la hoja, en el perfil, en los datos y contadas."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from conoceles.curricular.consultas import contenido
from conoceles.expediente.actos import decisiones
from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.publicador import publicar
from otra_version import otra_version
from paginas import check, texto
from personas import CLAVE, CORA, capturar, enviar, guardar, recargar

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

SECCION = """
[[secciones]]
clave = "organizacion"
titulo = "En su organización"

[[secciones.campos]]
clave = "anios"
etiqueta = "Años que lleva en ella"
tipo = "numero"
maximo = 60
visibilidad = "publica"
columna = "ANIOS"
indicador = { clave = "anios", titulo = "Años en su organización" }
rangos = [0, 5, 20]

[[secciones.campos]]
clave = "ingreso"
etiqueta = "Día en que ingresó"
tipo = "fecha"
desde = 1960-01-01
visibilidad = "publica"
columna = "INGRESO"
"""


@pytest.fixture
def eva(candidatura: Candidatura, tmp_path: Path, ahora: datetime) -> Candidatura:
    """La de Eva, en una elección que pregunta eso además."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "eleccion")
    toml = carpeta / "curricular.toml"
    toml.write_text(otra_version(toml.read_text("utf-8")) + SECCION, "utf-8")
    assert recargar(carpeta, ahora)["cambio"]
    return candidatura


def test_lo_mal_escrito_se_dice_junto_y_se_conserva(ana: Client, eva: Candidatura, con_aviso: str) -> None:
    ruta = con_aviso + "organizacion/"
    assert 'inputmode="numeric"' in ana.get(ruta).content.decode()
    leido = ana.post(ruta, {"anios": "doce", "ingreso": "31/02/2020", "version": "0"}, follow=True)
    dicho = texto(check(leido.content))
    assert "Escriba un número entero, de 0 a 60." in dicho
    assert "Escriba solo el número, entero: 12." in dicho
    assert "Escriba un día que exista, como 15/03/2024." in dicho
    assert 'value="doce"' in leido.content.decode()
    assert 'value="31/02/2020"' in leido.content.decode()


def test_de_la_pantalla_al_perfil_a_los_datos_y_a_la_estadistica(
    datos: Path, ana: Client, eva: Candidatura, con_aviso: str, ahora: datetime
) -> None:
    secretos.crear_faltantes()
    capturar(eva, ahora)
    ana.post(con_aviso + "organizacion/", {"anios": "0012", "ingreso": "15/03/2004", "version": "0"})
    assert 'value="15/03/2004"' in ana.get(con_aviso + "organizacion/").content.decode()
    enviar(eva, ahora)
    decisiones.tomar(candidatura=eva, por=CORA, ahora=ahora)
    decisiones.validar(candidatura=eva, por=CORA, ahora=ahora)
    publicar(CLAVE, ahora=ahora)
    actual = datos / "sitio" / CLAVE / "actual"
    perfil = texto(check((actual / "candidaturas" / eva.folio / "index.html").read_text("utf-8")))
    assert "Años que lleva en ella 12" in perfil
    assert "15 de marzo de 2004" in perfil
    [renglon] = csv.DictReader(io.StringIO((actual / "datos/curricular.csv").read_text("utf-8-sig")))
    assert (renglon["ANIOS"], renglon["INGRESO"]) == ("12", "2004-03-15")
    paquete = json.loads((actual / "datos/datapackage.json").read_text("utf-8"))
    tipos = {c["name"]: c["type"] for r in paquete["resources"] for c in r["schema"]["fields"]}
    assert (tipos["ANIOS"], tipos["INGRESO"]) == ("number", "date")
    cifras = texto(check((actual / "estadistica/index.html").read_text("utf-8")))
    assert "Años en su organización" in cifras
    assert "5 a 19" in cifras


def test_la_hoja_los_trae_y_los_toma_aunque_la_celda_sea_numero_o_fecha(
    ana: Client, eva: Candidatura, con_aviso: str, ahora: datetime
) -> None:
    guardar(eva, "organizacion", {"anios": "7", "ingreso": "2010-01-02"}, ahora)
    libro = load_workbook(io.BytesIO(ana.get("/herramientas/hoja.xlsx").content))
    hoja = libro["CANDIDATURAS"]
    claves = {celda.value: celda.column for celda in hoja[2]}
    assert hoja.cell(1, claves["anios"]).value == "Años que lleva en ella (un número entero, de 0 a 60)"
    assert [hoja.cell(3, claves[c]).value for c in ("anios", "ingreso")] == ["7", "02/01/2010"]
    hoja.cell(3, claves["anios"], 21).number_format = "0"
    hoja.cell(3, claves["ingreso"], date(2011, 12, 31)).number_format = "dd/mm/yyyy"
    salida = io.BytesIO()
    libro.save(salida)
    hecho = ana.post(
        "/herramientas/cargar/", {"hoja": SimpleUploadedFile("hoja.xlsx", salida.getvalue())}, follow=True
    )
    assert "En su organización" in texto(check(hecho.content))
    assert {k: contenido(eva)[k] for k in ("anios", "ingreso")} == {"anios": "21", "ingreso": "2011-12-31"}
