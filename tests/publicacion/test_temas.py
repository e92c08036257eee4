"""Temas de las propuestas: los elige la candidatura, se ven, se filtran y se leen por boleta; sin catálogo, nada cambia."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.publicacion import muestras

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.transiciones import sincronizar
from conoceles.lector.busqueda import pagina_buscar
from conoceles.lector.indice import Indice
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.models import Proceso
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.lectura.temas import TemaPublico
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.sitio import pagina
from conoceles.publicacion.sitio.boletas.paginas import temas_de_boleta
from personas import recargar
from publicacion.eleccion import PERSONAS, PROCESO, candidatura, version
from publicacion.navegador_publico import atendido
from publicacion.test_accesible import faltas
from taller.navegador import chromium

pytestmark = [pytest.mark.usefixtures("base", "carpeta_de_datos"), pytest.mark.lenta]
LLUVIA = "Captar la lluvia en las escuelas del distrito. " * 9
ACTO = '{ numero = "IEPC/CG99/2024", fecha = 2024-03-01, organo = "Consejo General" }'


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Durango con su catálogo de temas en vigor."""
    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / PROCESO, tmp_path / "con-temas")
    raiz = carpeta / "proceso.toml"
    texto = raiz.read_text("utf-8").replace("[archivos]\n", '[archivos]\ntemas = "temas.toml"\n', 1)
    raiz.write_text(texto.replace("[archivos]\n", f"[actos]\ntemas = {ACTO}\n\n[archivos]\n", 1), "utf-8")
    return carpeta


@pytest.fixture
def actual(carpeta: Path, datos: Path, ahora: datetime) -> Path:
    """Cinco personas publicadas; Ana y Cora, de distinta boleta, pusieron temas."""
    sincronizar()
    recargar(carpeta, ahora)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    hechas = {folio: candidatura(folio, ahora) for folio in PERSONAS}
    con = {
        "propuesta_1": LLUVIA,
        "propuesta_1_temas": ["agua", "educacion"],
    }
    version(hechas["ANA"], 2, ahora, **con)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=5), cortes=True)
    return datos / "sitio" / PROCESO / "actual"


def test_los_temas_van_en_el_perfil_en_la_boleta_y_en_los_datos(actual: Path) -> None:
    perfil = (actual / "candidaturas/ANA/index.html").read_text("utf-8")
    assert "Agua y saneamiento" in perfil
    boleta = (actual / "contiendas/diputacion-mr-01/temas/index.html").read_text("utf-8")
    assert 'href="agua/"' in boleta
    assert 'href="educacion/"' in boleta
    assert "salud/" not in boleta  # nadie la eligió
    assert not (actual / "contiendas/diputacion-mr-01/temas/salud").exists()
    assert "IEPC/CG99/2024 del Consejo General" in boleta
    agua = (actual / "contiendas/diputacion-mr-01/temas/agua/index.html").read_text("utf-8")
    assert LLUVIA.strip() in agua  # entera: se abre donde está
    assert 'href="temas/"' in (actual / "contiendas/diputacion-mr-01/index.html").read_text("utf-8")
    filas = list(csv.DictReader(io.StringIO((actual / "datos/curricular.csv").read_text("utf-8-sig"))))
    temas = ["PROPUESTA_1_TEMAS", "PROPUESTA_2_TEMAS", "PROPUESTA_GENERO_TEMAS"]
    assert list(filas[0])[-4:] == [*temas, "SELLO"]
    [ana] = [f for f in filas if f["FOLIO"] == "ANA"]
    assert ana["PROPUESTA_1_TEMAS"] == "Agua y saneamiento; Educación"
    assert (actual / "datos/curricular.csv").read_text("utf-8-sig").count(
        "Agua y saneamiento"
    ) == 1  # nunca se infieren


def test_se_filtra_por_tema_y_escribirlo_ofrece_su_filtro(actual: Path) -> None:
    indice = Indice(actual / "busqueda.sqlite")
    assert [f.campo for f in indice.filtros][:3] == ["distrito", "municipio", "tema"]
    html = pagina_buscar(indice, urlencode({"tema": "agua"}))
    assert "../candidaturas/ANA/" in html
    assert "../candidaturas/EVA/" not in html
    assert "?tema=agua" in pagina_buscar(indice, urlencode({"q": "saneamiento"}))


def test_por_tema_se_llega_a_su_boleta_y_de_la_que_se_queda_sin_nadie_se_retira(
    actual: Path, datos: Path, ahora: datetime
) -> None:
    assert 'href="agua/"' in (actual / "temas/index.html").read_text("utf-8")
    assert 'href="temas/"' in (actual / "index.html").read_text("utf-8")
    boletas = (actual / "temas/agua/index.html").read_text("utf-8")
    assert re.findall(r"contiendas/[a-z0-9-]+/temas/agua/", boletas) == [
        "contiendas/diputacion-mr-01/temas/agua/"
    ]
    version(
        Candidatura.objects.get(folio="ANA"), 3, ahora, propuesta_1=LLUVIA, propuesta_1_temas=["educacion"]
    )
    publicar(PROCESO, ahora=ahora + timedelta(minutes=9))
    assert not (actual / "temas/agua/index.html").exists()
    assert not (actual / "contiendas/diputacion-mr-01/temas/agua/index.html").exists()
    assert 'href="agua/"' not in (actual / "temas/index.html").read_text("utf-8")
    assert (actual / "temas/educacion/index.html").exists()


def test_muchas_personas_van_por_lista_y_cada_propuesta_se_lee_entera_sin_salir() -> None:
    """Una boleta de representación proporcional: nada se corta con un enlace al perfil."""
    de_muchas = replace(muestras.rp(), fichas=tuple(_con_tema(n) for n in range(30)))
    sitio = replace(muestras.sitio(), temas=(AGUA,))
    boleta = pagina.contienda(sitio, de_muchas)
    assert "Seguir leyendo" not in boleta
    assert boleta.count('<details class="lista">') == len(muestras.FUERZAS)
    assert boleta.count(muestras.PROPUESTA) >= 30
    [indice, tema] = temas_de_boleta(sitio, de_muchas)
    assert muestras.PROPUESTA not in indice.componer()
    html = tema.componer()
    assert "<h3" not in html  # bajo el título, los nombres: ningún nivel se salta
    assert html.count('<details class="lista">') == len(muestras.FUERZAS)
    assert html.count(muestras.PROPUESTA) == 30


AGUA = TemaPublico("agua", "Agua y saneamiento", "Agua potable y drenaje.")


def _con_tema(n: int) -> Ficha:
    elegido = replace(AGUA, propuesta="propuesta_1")
    suya = muestras.ficha(n, fuerza=muestras.FUERZAS[n // 6], contienda="rp")
    return replace(suya, posicion=1 + n % 6, calidad="propietaria", temas=(elegido,))


def test_sin_catalogo_no_hay_pagina_ni_columna_ni_filtro(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora, cortes=True)
    actual = datos / "sitio" / PROCESO / "actual"
    assert not (actual / "contiendas/diputacion-mr-01/temas").exists()
    assert not (actual / "temas").exists()
    assert "TEMAS" not in (actual / "datos/curricular.csv").read_text("utf-8-sig")
    assert "tema" not in [f.campo for f in Indice(actual / "busqueda.sqlite").filtros]


@pytest.mark.navegador
def test_las_paginas_por_tema_son_accesibles_tambien_con_la_letra_al_doble(
    actual: Path, ahora: datetime
) -> None:
    publicar_raiz(ahora)
    boleta = "contiendas/diputacion-mr-01/temas/"
    rutas = ("temas/", "temas/agua/", boleta, f"{boleta}agua/", "candidaturas/ANA/")
    assert all((actual / r / "index.html").is_file() for r in rutas)
    with atendido(actual.parents[1]) as base, chromium() as navegador:
        halladas = faltas(navegador, base, (320,), rutas)
    assert halladas == []
