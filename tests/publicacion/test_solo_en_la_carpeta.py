"""Otra elección con otras preguntas y otras claves se captura, se envía, se publica y se cuenta sin tocar el código."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from conoceles.estadistica.consultas import publica
from conoceles.expediente.actos.decisiones import validar
from conoceles.expediente.actos.operaciones import habilitar
from conoceles.expediente.transiciones import sincronizar
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.models import Proceso
from conoceles.publicacion.busqueda import trozos
from conoceles.publicacion.mapa.razones import OPCIONAL
from conoceles.publicacion.publicador import publicar
from personas import (
    CLAVE,
    CORA,
    LARGO,
    SISTEMA,
    consentir,
    enviar,
    firmar,
    guardar,
    guardar_identidad,
    identidad_completa,
    leer_aviso,
    recargar,
    registrada,
)

pytestmark = [pytest.mark.usefixtures("base", "carpeta_de_datos"), pytest.mark.lenta]
SECCION = """
[[secciones]]
clave = "cuidado_del_agua"
titulo = "El agua"
lugar = 1

[[secciones.campos]]
clave = "agua"
etiqueta = "¿Qué haría por el agua?"
tipo = "texto"
maximo = 300
visibilidad = "publica"
columna = "AGUA"
columna_ine = "PROPUESTA_AGUA"
compara = true

[[secciones.campos]]
clave = "medio"
etiqueta = "¿Cómo recorre su distrito?"
tipo = "opcion"
visibilidad = "publica"
columna = "MEDIO"
corta = "Se mueve"
filtro = "Cómo se mueve"
indicador = { clave = "medio", titulo = "Candidaturas por modo de moverse" }
opciones = [{ clave = "pie", etiqueta = "A pie" }, { clave = "bici", etiqueta = "En bicicleta" }]

[[secciones.campos]]
clave = "uso_del_instituto"
etiqueta = "Nota para el instituto"
tipo = "texto"
maximo = 200
visibilidad = "interna"
"""
TEMA = """
[[grupos]]
clave = "n_cuidados"
nombre = "Personas cuidadoras"
indicador = "Consentimiento para publicar: personas cuidadoras"

[[secciones]]
clave = "n_cuidados"
grupo = "n_cuidados"
titulo = "Personas cuidadoras"

[[secciones.campos]]
clave = "cuida"
numero = "21"
etiqueta = "¿Es persona cuidadora?"
tipo = "opcion"
obligatorio = true
articulo = "Acuerdo de nivelación"
visibilidad = "con_consentimiento"
columna = "CUIDADORA"
indicador = { clave = "cuidadora", titulo = "Personas cuidadoras" }
opciones = [{ clave = "si", etiqueta = "Sí" }, { clave = "no", etiqueta = "No" }]

[[secciones.campos]]
clave = "a_quien"
etiqueta = "¿A cuántas personas cuida?"
tipo = "opcion"
visibilidad = "solo_estadistica"
visible_si = { campo = "cuida", valores = ["si"] }
opciones = [{ clave = "una", etiqueta = "A una" }, { clave = "varias", etiqueta = "A varias" }]

"""
CLAVES = r'^((?:clave|detalla|grupo) = |visible_si = \{ campo = |.*visible_si = \{ campo = )"([a-z0-9_]+)"'


def _renombrada(texto: str) -> str:
    """Ninguna pregunta, sección ni grupo conserva su clave; las opciones, sí."""
    return re.sub(CLAVES, r'\1"n_\2"', texto, flags=re.MULTILINE)


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Durango con todas las claves cambiadas, una sección curricular nueva y un décimo tema de identidad."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / CLAVE, tmp_path / "eleccion")
    for nombre in ("curricular.toml", "identidad.toml"):
        toml = carpeta / nombre
        texto = _renombrada(toml.read_text("utf-8"))
        # Su propia sección ya tiene el primer lugar: las demás se recorren.
        texto = re.sub(r"^lugar = (\d)", lambda m: f"lugar = {int(m[1]) + 1}", texto, flags=re.MULTILINE)
        antes, marca, despues = texto.partition("\n# Catálogos:")
        toml.write_text(antes + (SECCION if nombre == "curricular.toml" else TEMA) + marca + despues, "utf-8")
    raiz = carpeta / "proceso.toml"
    raiz.write_text(
        re.sub(r'^grupo = "', 'grupo = "n_', raiz.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    rubrica = carpeta / "rubrica.toml"
    rubrica.write_text(
        re.sub(
            r"^campos = \[(.*)\]",
            lambda m: "campos = [" + re.sub(r'"(\w+)"', r'"n_\1"', m[1]) + "]",
            rubrica.read_text("utf-8"),
            flags=re.MULTILINE,
        ),
        "utf-8",
    )
    return carpeta


@pytest.fixture
def actual(carpeta: Path, datos: Path, ahora: datetime) -> tuple[Path, str]:
    """Lo publicado después de capturar, enviar, firmar y validar, y el folio de quien contestó."""
    sincronizar()
    recargar(carpeta, ahora)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    eva = registrada(Proceso.objects.get(pk=CLAVE), "aaaa1111", ahora)
    if eva.estado == "registrada":
        habilitar(candidatura=eva, por=SISTEMA, ahora=ahora)
        eva.refresh_from_db()
    leer_aviso(eva, ahora)
    guardar(eva, "n_estudios", {"n_grado": "sin_estudios"}, ahora)
    guardar(eva, "n_historia", {"n_historia": LARGO}, ahora)
    guardar(eva, "n_trayectoria", {"n_trayectoria": LARGO}, ahora)
    agua = {"agua": "Reparar fugas.", "medio": "bici", "uso_del_instituto": "NO DEBE SALIR"}
    guardar(eva, "cuidado_del_agua", agua, ahora)
    respuestas = identidad_completa(CLAVE, cuida="si", a_quien="varias")
    guardar_identidad(eva, respuestas | consentir(publicacion=True, grupos=("n_cuidados",)), ahora)
    eva.refresh_from_db()
    enviar(eva, ahora)
    firmar(eva, ahora)
    validar(candidatura=eva, por=CORA, ahora=ahora)
    publicar(CLAVE, ahora=ahora, cortes=True)
    return datos / "sitio" / CLAVE / "actual", eva.folio


def _csv(ruta: Path) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(ruta.read_text("utf-8-sig"))))


def _perfil(actual: Path, folio: str) -> str:
    return (actual / f"candidaturas/{folio}/index.html").read_text("utf-8")


def test_lo_contestado_se_lee_en_el_perfil_en_los_datos_y_en_la_estadistica(actual: tuple[Path, str]) -> None:
    raiz, folio = actual
    html = _perfil(raiz, folio)
    seccion = html.partition('id="cuidado_del_agua"')[2].partition("</section>")[0]
    assert "Reparar fugas." in seccion
    assert "En bicicleta" in seccion
    assert OPCIONAL not in seccion  # antes afirmaba que no lo había proporcionado
    assert "Se mueve: en bicicleta" in html
    assert html.index('id="cuidado_del_agua"') < html.index('id="n_historia"')
    assert "¿Es persona cuidadora?" in html
    [renglon] = [r for r in _csv(raiz / "datos/curricular.csv") if r["FOLIO"] == folio]
    assert (renglon["AGUA"], renglon["MEDIO"], renglon["ESCOLARIDAD"]) == (
        "Reparar fugas.", "En bicicleta", "Sin estudios",
    )  # fmt: skip
    assert renglon["HISTORIA_PROFESIONAL"] == LARGO
    assert list(renglon)[-3:] == ["AGUA", "MEDIO", "SELLO"]
    [consentido] = _csv(raiz / "datos/identidad.csv")
    assert (consentido["CUIDADORA"], consentido["p1"]) == ("Sí", "")
    descritas = {(r["ARCHIVO"], r["COLUMNA"]): r for r in _csv(raiz / "datos/diccionario.csv")}
    assert descritas["curricular", "AGUA"]["DESCRIPCION"] == "¿Qué haría por el agua?"
    assert descritas["identidad", "CUIDADORA"]["VISIBILIDAD"] == "con consentimiento"
    ine = CalamineWorkbook.from_path(raiz / "datos/ine.xlsx").get_sheet_by_name("CANDIDATOS").to_python()
    assert ine[0][-1] == "PROPUESTA_AGUA"
    indicadores = {i["id"]: i for i in publica(CLAVE)}
    cuentas = {c["clave"]: c["valor"] for c in indicadores["poblacion.medio"]["celdas"]}
    assert cuentas == {"bici": 1}
    assert {c["clave"] for c in indicadores["identidad.cuidadora"]["celdas"]} >= {"si", "no"}
    assert "identidad.consentimiento_pub_n_cuidados" in indicadores
    assert (raiz / "estadistica/poblacion-medio.csv").is_file()


def test_se_compara_se_busca_y_se_filtra(actual: tuple[Path, str]) -> None:
    raiz, folio = actual
    base = sqlite3.connect(raiz / "busqueda.sqlite")
    campos = [c for (c,) in base.execute("SELECT clave FROM campo ORDER BY orden")]
    assert campos.index("edad") < campos.index("agua") < campos.index("n_historia"), (
        "lo corto, lo que propone, lo largo"
    )
    assert {"n_propuesta_1", "n_historia", "edad", "formula"} <= set(campos)
    celdas = trozos.leer((raiz / trozos.ruta("personas", folio)).read_bytes())["celdas"]
    assert "Reparar fugas." in celdas["agua"]
    filtros = dict(base.execute("SELECT campo, etiqueta FROM filtro"))
    assert (filtros["medio"], filtros["n_grado"]) == ("Cómo se mueve", "Grado de estudios")
    base.close()


def test_lo_que_no_se_declara_publico_no_sale_en_ningun_archivo(actual: tuple[Path, str]) -> None:
    raiz, folio = actual
    publicado = b"".join(
        trozos.texto(p.read_bytes()).encode() if p.suffix == trozos.FIN else p.read_bytes()
        for p in raiz.rglob("*")
        if p.is_file() and p.suffix in (".html", ".csv", ".json", ".sqlite", trozos.FIN)
    )
    assert b"Reparar fugas." in publicado
    for callado in ("NO DEBE SALIR", "Nota para el instituto", "A varias", "¿A cuántas personas cuida?"):
        assert callado.encode() not in publicado
    ficha = json.loads((raiz / f"candidaturas/{folio}.json").read_text("utf-8"))
    assert (ficha["medio"], ficha["medio_texto"]) == ("bici", "En bicicleta")
    assert {r["pregunta"] for r in ficha["identidad"]} == {"¿Es persona cuidadora?"}
