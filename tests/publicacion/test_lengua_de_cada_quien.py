"""Los perfiles y las boletas en otra lengua: lo de catálogo se traduce, lo que escribió la persona no, y al salir sale de todas."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.verificador.verificar import examinar
from conoceles.proceso.lenguas import marco
from conoceles.proceso.models import Proceso
from conoceles.publicacion.armado import armado
from conoceles.publicacion.publicador import publicar
from paginas import check
from personas import recargar
from publicacion.eleccion import PROCESO, sale, version
from publicacion.hoja_de_lengua import (
    con_temas_lugares_y_planillas,
    copia,
    llenada,
    solo,
    todo,
)
from vidas import sustituir

pytestmark = pytest.mark.lenta
GRADO = "curricular.estudios.grado.licenciatura"
PERFIL = "candidaturas/ANA/index.html"


def _clave(frase: str) -> str:
    return next(c for c, f in marco.del_sitio().items() if f == frase)


@pytest.fixture
def carpeta(eleccion: dict[str, Any], tmp_path: Path) -> Path:
    return copia(tmp_path / "traducida")


@pytest.fixture
def actual(datos: Path) -> Path:
    return datos / "sitio" / PROCESO / "actual"


def _publicada(carpeta: Path, ahora: datetime) -> None:
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)


def test_eva_lee_un_perfil_con_lo_que_hay_traducido_y_lo_demas_en_espanol_marcado(
    eleccion: dict[str, Any], carpeta: Path, actual: Path, ahora: datetime
) -> None:
    """Su grado es de un catálogo y se traduce; lo que escribió es igual a una respuesta de catálogo, y no."""
    version(eleccion["ANA"], 2, ahora, historia="Licenciatura", motivo="Servir. " * 40)
    llenada(
        carpeta, solo(GRADO, _clave("Lo que escribió esta persona se publica en español, como lo escribió."))
    )
    _publicada(carpeta, ahora)
    html = (actual / "lengua/qtz" / PERFIL).read_text("utf-8")
    assert check(html).get("lang") == "qtz"
    assert f"<dd>Prueba {GRADO}</dd>" in html
    assert '<div lang="es"><p>Licenciatura</p></div>' in html
    assert re.search(r'<h1 data-leer><span lang="es">Ana María', html)
    assert '<h2 id="t-constancia"><span lang="es">Constancia</span></h2>' in html
    assert "Prueba marco." in html


def test_cada_pagina_lleva_a_su_gemela(carpeta: Path, actual: Path, ahora: datetime) -> None:
    llenada(carpeta, solo(GRADO))
    _publicada(carpeta, ahora)
    for ruta in (PERFIL, "contiendas/diputacion-mr-01/index.html", "guia/index.html", "index.html"):
        corta, arriba = ruta.removesuffix("index.html"), "../" * ruta.count("/")
        espanol = (actual / ruta).read_text("utf-8")
        assert f'<link rel="alternate" hreflang="qtz" href="{arriba or "./"}lengua/qtz/{corta}">' in espanol
        en_ella = (actual / "lengua/qtz" / ruta).read_text("utf-8")
        assert f'<link rel="alternate" hreflang="es-MX" href="../../{arriba}{corta}">' in en_ella
        assert f'<a href="../../{arriba}{corta}" hreflang="es-MX" lang="es">' in en_ella


def test_lo_corregido_esta_al_dia_en_cada_lengua_en_la_misma_vuelta(
    eleccion: dict[str, Any], carpeta: Path, actual: Path, ahora: datetime
) -> None:
    llenada(carpeta, solo(GRADO))
    _publicada(carpeta, ahora)
    otra = (actual / "lengua/qtz/candidaturas/CORA/index.html").read_bytes()
    version(eleccion["ANA"], 2, ahora + timedelta(minutes=1), historia="Una historia corregida. " * 12)
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    for ruta in (PERFIL, f"lengua/qtz/{PERFIL}"):
        assert "Una historia corregida." in (actual / ruta).read_text("utf-8")
    assert (actual / "lengua/qtz/candidaturas/CORA/index.html").read_bytes() == otra
    sin_cambios = publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert not sin_cambios["cambio"]
    assert examinar(actual.parent).problemas == []


def test_de_quien_se_suprime_no_queda_su_nombre_en_ninguna_lengua(
    eleccion: dict[str, Any], carpeta: Path, actual: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ni en lo que hoy se sirve ni en lo conservado, aunque sus páginas las compusieran otros núcleos."""
    monkeypatch.setattr(armado, "MUCHAS", 1)
    llenada(carpeta, todo)
    _publicada(carpeta, ahora)
    assert "lengua/qtz/candidaturas/EVA/index.html" in _donde(actual.parent, "Yáñez")
    sale(eleccion, "EVA", ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2), cortes=True)
    assert [r for r in _donde(actual.parent, "Yáñez") if "lengua/" in r] == []
    assert not (actual / "lengua/qtz/candidaturas/EVA").exists()
    assert "lengua/qtz/candidaturas/EVA/" not in (actual / "sitemap.xml").read_text("utf-8")
    assert (actual / "lengua/qtz/candidaturas/CORA/index.html").exists()
    resultado = examinar(actual.parent)
    assert resultado.problemas == []
    assert any("por supresión legal" in aviso for aviso in resultado.avisos)


def test_de_quien_se_suprime_tampoco_queda_al_practicar_ni_por_tema(
    eleccion: dict[str, Any], carpeta: Path, actual: Path, ahora: datetime
) -> None:
    """La página del tema que solo ella eligió se retira en cada lengua, también fuera de una publicación completa."""
    llenada(con_temas_lugares_y_planillas(carpeta), todo)
    recargar(carpeta, ahora)
    version(eleccion["ANA"], 2, ahora, propuesta_1="Agua. " * 80, propuesta_1_temas=["agua"])
    publicar(PROCESO, ahora=ahora, cortes=True)
    boleta = "lengua/qtz/contiendas/diputacion-mr-01/"
    suyas = {f"{boleta}practicar/index.html", f"{boleta}temas/agua/index.html"}
    assert suyas <= _donde(actual.parent, "de la Luz Núñez")
    sale(eleccion, "ANA", ahora + timedelta(minutes=1), desde="publicada")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert [r for r in _donde(actual.parent, "de la Luz Núñez") if "lengua/" in r] == []
    assert not (actual / boleta / "temas/agua").exists()
    assert not (actual / "lengua/qtz/temas/agua").exists()
    assert (actual / boleta / "temas/index.html").exists()
    assert examinar(actual.parent).problemas == []


def test_en_la_direccion_de_quien_fue_sustituida_queda_la_nota_en_cada_lengua(
    eleccion: dict[str, Any], carpeta: Path, actual: Path, ahora: datetime
) -> None:
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    llenada(carpeta, todo)
    _publicada(carpeta, ahora)
    entra = sustituir(eleccion["CORA"], ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    nota = (actual / "lengua/qtz/candidaturas/CORA/index.html").read_text("utf-8")
    assert check(nota).get("lang") == "qtz"
    assert "Prueba marco." in nota
    assert "Órdaz" not in nota
    assert f'href="../../candidaturas/{entra.folio}/"' in nota
    assert (actual / f"lengua/qtz/candidaturas/{entra.folio}/index.html").exists()


def _donde(carpeta: Path, nombre: str) -> set[str]:
    hallados = (p for p in carpeta.rglob("*.html") if p.is_file() and nombre in p.read_text("utf-8"))
    return {str(p).partition("/instantaneas/")[2].partition("/")[2] or str(p) for p in hallados}
