"""Los materiales en lo publicado: firmados, rehechos aparte, y fuera en cuanto sale una persona o una cara."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import constan
from conoceles.arranque.servicios import tareas
from conoceles.arranque.servicios.obrero import publicar_con_raiz
from conoceles.arranque.servicios.tareas import Memoria
from conoceles.difusion import hacer
from conoceles.difusion.consultas import elencos
from conoceles.difusion.segunda import difundir
from conoceles.lector.verificador.verificar import examinar
from conoceles.nucleo import estatico
from conoceles.nucleo.estatico import para_compartir
from conoceles.nucleo.texto import nombre_propio
from conoceles.publicacion import llave
from conoceles.publicacion.instantanea import estilos
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import pagina
from lector.instantaneas import archivos_de
from publicacion.eleccion import PROCESO, sale, version

DE_LA_BOLETA = (".png", ".pdf")
DE_ANA = ("tarjeta.png", "cuadrada.png", "vertical.png", "perfil.txt", "perfil.brf")
COMUNES = {para_compartir("png"), para_compartir("jpg")}
pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("una_vez")]


def _materiales(datos: Path, folio: str = "") -> set[str]:
    """Los archivos de material a la vista (los de una persona, si se dice)."""
    raiz = datos / "sitio" / PROCESO / "actual"
    carpeta = raiz / "materiales" / (f"candidaturas/{folio}" if folio else "")
    hallados = carpeta.rglob("*") if carpeta.exists() else []
    return {
        str(p.relative_to(raiz))
        for p in hallados
        if p.is_file() and p.suffix not in (".html", ".gz", ".br") and p.read_bytes() not in COMUNES
    }


def test_publicar_no_espera_a_los_materiales_y_la_segunda_vuelta_los_firma(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    assert _materiales(datos) == set()
    hecho = difundir(PROCESO, ahora=ahora + timedelta(seconds=5))
    assert (hecho.faltan, hecho.publicadas) == (0, hecho.dibujadas)
    firmados = archivos_de(datos / "sitio" / PROCESO / "actual")
    assert _materiales(datos)
    assert _materiales(datos) <= firmados.keys()
    assert len(_materiales(datos, "ANA")) == len(DE_ANA)
    assert hecho.octetos == sum(firmados[r]["octetos"] for r in _materiales(datos))
    assert examinar(datos / "sitio" / PROCESO).problemas == []
    raiz = datos / "sitio" / PROCESO / "actual"
    al_compartir = {
        hecha.relative_to(raiz).parts[0]: raiz / hallada.partition(f"/{PROCESO}/")[2]
        for hecha in raiz.rglob("index.html")
        for hallada in re.findall(r'og:image" content="([^"]+)"', hecha.read_text(encoding="utf-8"))
    }
    assert {"index.html", "candidaturas", "contiendas"} <= al_compartir.keys()
    assert all(imagen.is_file() for imagen in al_compartir.values())


def test_la_segunda_vuelta_sin_cambios_no_estrena_nada(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    primera = difundir(PROCESO, ahora=ahora)
    assert difundir(PROCESO, ahora=ahora + timedelta(minutes=1)).instantanea == primera.instantanea
    assert not publicar(PROCESO, ahora=ahora + timedelta(minutes=2))["cambio"]
    assert _materiales(datos)


def test_publicar_otra_vez_entera_conserva_los_materiales(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
    antes = _materiales(datos)
    monkeypatch.setattr("conoceles.publicacion.publicador.llave", lambda *a: "otra versión del programa")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert _materiales(datos) == antes
    assert difundir(PROCESO, ahora=ahora + timedelta(minutes=1)).dibujadas == 0


def test_con_otra_version_lo_que_espera_a_la_segunda_vuelta_sigue_con_su_hoja_y_su_letra(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
    raiz = datos / "sitio" / PROCESO / "actual"
    vieja, estilo = next(raiz.glob("estatico/despues.*.css")).name, estatico.en_linea()
    monkeypatch.setattr(llave, "_fuentes", lambda: "otra versión")
    monkeypatch.setattr(estatico, "despues", lambda: "i{color:red}")
    monkeypatch.setattr(estatico, "en_linea", lambda: estilo + "i{color:red}")
    pagina._propios.cache_clear()
    comunes = pagina.archivos
    monkeypatch.setattr(
        pagina, "archivos", lambda s: {n: c for n, c in comunes(s).items() if not n.endswith("woff2")}
    )
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    _corregir_a_ana(eleccion, ahora + timedelta(minutes=2))
    assert publicar(PROCESO, ahora=ahora + timedelta(minutes=2))["cambio"]  # y anuncia otra vez los estilos
    esperan = [raiz / "prensa/index.html", *raiz.glob("difusion/**/*.html")]
    assert len(esperan) > 1
    assert all(vieja in p.read_text("utf-8") for p in esperan), "todavía no las rehace la segunda vuelta"
    assert vieja not in (raiz / "index.html").read_text("utf-8")
    assert _sin_su_estilo(raiz) == []
    difundir(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert not any(vieja in p.read_text("utf-8") for p in raiz.rglob("*.html"))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=4))
    assert _sin_su_estilo(raiz) == []
    pagina._propios.cache_clear()


def _sin_su_estilo(raiz: Path) -> list[str]:
    """Las páginas que piden una hoja, o una letra de esa hoja, que no está, o cuyo estilo la política no permite."""
    permitidos, malas = (raiz.parents[1] / "estilos.conf").read_text("utf-8"), []
    for hecha in (p for p in raiz.rglob("*.html") if p.parent.name != "descargas"):
        html = hecha.read_text("utf-8")
        hojas = [hecha.parent / h for h in re.findall(r'href="([^"]+\.css)"', html)]
        letras = [
            h.parent / n
            for h in hojas
            if h.exists()
            for n in re.findall(r'url\("?([^)"]+)', h.read_text("utf-8"))
        ]
        dentro = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        vale = all(estilos.huella(e) in permitidos for e in dentro)
        if not vale or not all(x.exists() for x in hojas + letras):
            malas.append(str(hecha.relative_to(raiz)))
    return malas


def test_corregir_un_nombre_rehace_solo_lo_que_lo_dice(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
    _corregir_a_ana(eleccion, ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert len(_materiales(datos, "ANA")) == len(DE_ANA), "lo de antes queda mientras se rehace"
    hecho = difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
    # Las tres de Ana; las tres medidas, la infografía, los tres impresos y las dos muestras de su boleta, y los dos de su
    # distrito; el texto y el braille de Ana y de Beto, que la nombra; y la letra grande.
    assert hecho.publicadas == 14 + 4 + 1


def test_con_el_programa_recien_cambiado_lo_corregido_no_espera_a_que_se_redibuje_todo(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
    _corregir_a_ana(eleccion, ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    antes = _tarjetas(datos)
    monkeypatch.setattr("conoceles.difusion.hacer.programa", lambda: "otra versión")
    primera = difundir(PROCESO, ahora=ahora + timedelta(minutes=1), rato=60)
    ahora_si = _tarjetas(datos)
    assert primera.faltan > 0, "lo que solo cambió de programa todavía no se redibuja"
    assert ahora_si["ANA"] != antes["ANA"]
    assert ahora_si["BETO"] == antes["BETO"]
    assert difundir(PROCESO, ahora=ahora + timedelta(minutes=2)).faltan == 0
    assert difundir(PROCESO, ahora=ahora + timedelta(minutes=3)).publicadas == 0


def _tarjetas(datos: Path) -> dict[str, int]:
    """De cada persona, qué archivo es su tarjeta: el mismo, si no se volvió a poner."""
    carpeta = datos / "sitio" / PROCESO / "actual" / "materiales" / "candidaturas"
    return {t.parent.name: t.stat().st_ino for t in carpeta.glob("*/tarjeta.png")}


def _corregir_a_ana(eleccion: dict[str, Any], ahora: datetime) -> None:
    persona = eleccion["ANA"].persona
    persona.nombre = "ANA MARÍA NÚÑEZ CORREGIDA"
    persona.save()
    constan.alta(eleccion["ANA"])
    version(eleccion["ANA"], 2, ahora)


def test_por_ratos_no_se_ve_nada_hasta_que_estan_todas(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    primero = difundir(PROCESO, ahora=ahora, rato=1e-9)
    assert elencos(PROCESO), "lo que toca publicar hoy no espera a los dibujos"
    raiz = datos / "sitio" / PROCESO / "actual"
    assert {"prensa/index.html", "prensa/novedades.atom", "difusion/calendario.json"} <= archivos_de(
        raiz
    ).keys()
    assert _enlaces_rotos(raiz) == {}
    assert primero.dibujadas == 1
    assert primero.faltan > 5
    assert _materiales(datos) == set()
    while primero.faltan:
        primero = difundir(PROCESO, ahora=ahora, rato=0.5)
    assert len(_materiales(datos, "ANA")) == len(DE_ANA)


def test_los_dibujos_ceden_el_paso_en_cuanto_hay_una_correccion(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    memoria = Memoria(publicar_con_raiz)
    tareas.publicar(memoria, PROCESO, ahora)
    _corregir_a_ana(eleccion, ahora + timedelta(minutes=1))
    tareas.materiales(memoria, PROCESO, ahora)
    assert len([*(datos / "sitio" / PROCESO / hacer.TALLER).iterdir()]) == 1
    assert tareas.publicar(memoria, PROCESO, ahora + timedelta(minutes=1))
    tareas.materiales(memoria, PROCESO, ahora + timedelta(minutes=1))
    sigue = [*(datos / "sitio" / PROCESO / hacer.TALLER).iterdir()] or _materiales(datos)
    assert len(sigue) > 1, "sin nada que espere, lo que dé el rato: varios, o todos y ya publicados"


def test_suprimir_retira_ya_sus_materiales_de_lo_visible_y_de_los_arboles_conservados(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
    carpeta = datos / "sitio" / PROCESO
    suyos = [p for p in carpeta.rglob("materiales/candidaturas/EVA/*.*")]
    boleta = [p for p in carpeta.rglob("materiales/contiendas/diputacion-rp/*.*") if p.suffix in DE_LA_BOLETA]
    assert {p.name for p in suyos} == {*DE_ANA}
    assert {p.suffix for p in boleta} == {*DE_LA_BOLETA}
    sale(eleccion, "EVA", ahora + timedelta(minutes=1))
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert list(carpeta.rglob("materiales/candidaturas/EVA/*.*")) == [], "sin esperar a la segunda vuelta"
    assert list(carpeta.rglob("materiales/contiendas/diputacion-rp/*.[peo]*")) == []
    assert list(carpeta.rglob("materiales/distritos/*/*.pdf")) == [], "sus carteles llevan esa lista"
    assert len(_materiales(datos, "ANA")) == len(DE_ANA)
    difundir(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert list(carpeta.rglob("materiales/candidaturas/EVA/*.*")) == []
    assert examinar(carpeta).problemas == []


def test_quien_sale_deja_de_estar_en_el_calendario_sin_esperar_y_su_enlace_no_se_rompe(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    archivo = datos / "sitio" / PROCESO / "actual/difusion/calendario.json"
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
    antes = json.loads(archivo.read_bytes())["publicaciones"]
    listas = [p for p in antes if p["boleta"] == "diputacion-rp"]
    assert {tuple(p["fuerzas"]) for p in listas} == {("MC",)}
    coalicion = next(p for p in antes if p["boleta"] == "diputacion-mr-02" and p["clase"] == "boleta")
    assert len(coalicion["fuerzas"]) == 3
    assert all(p["alterno"] and p["enlace"] and p["texto"].keys() == p["imagen"].keys() for p in antes)
    ana = nombre_propio(eleccion["ANA"].persona.nombre)
    assert ana in archivo.read_text()
    sale(eleccion, "ANA", ahora + timedelta(minutes=1), desde="publicada")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert ana not in archivo.read_text(), "sin esperar a la segunda vuelta"
    assert _enlaces_rotos(archivo.parents[1]) == {}
    difundir(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert ana not in archivo.read_text()
    assert json.loads(archivo.read_bytes())["publicaciones"][0]["texto"]


def test_antes_de_publicarse_los_perfiles_no_hay_materiales(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    antes = datetime.fromisoformat("2024-04-09T10:00:00-06:00")
    publicar(PROCESO, ahora=antes)
    assert difundir(PROCESO, ahora=antes).publicadas == 0
    assert _materiales(datos) == set()


def test_ninguna_pagina_enlaza_un_material_que_no_esta_en_la_misma_publicacion(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    """Ni antes de la segunda vuelta, ni después, ni cuando una persona que sale se lleva la muestra de su boleta."""
    raiz = datos / "sitio" / PROCESO / "actual"
    boleta = raiz / "materiales/contiendas/diputacion-mr-01/index.html"
    publicar(PROCESO, ahora=ahora)
    assert _enlaces_rotos(raiz) == {}
    assert "Se están preparando" in boleta.read_text("utf-8")
    de_ana = next((raiz / "materiales/candidaturas/ANA").glob("tarjeta.*"))
    assert de_ana.read_bytes() in COMUNES, "mientras, quien comparte su perfil muestra la imagen común"
    difundir(PROCESO, ahora=ahora + timedelta(seconds=5))
    assert _enlaces_rotos(raiz) == {}
    assert "diputacion-mr-01/muestra.pdf" in boleta.read_text("utf-8")
    assert "Texto alternativo: Tarjeta sin fotografía de Ana María de la Luz Núñez." in boleta.read_text(
        "utf-8"
    )
    assert de_ana.read_bytes() not in COMUNES
    assert "materiales/portal/banner.png" in (raiz / "materiales/portal/index.html").read_text("utf-8")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert "diputacion-mr-01/muestra.pdf" in boleta.read_text("utf-8"), "publicar otra vez no la esconde"
    sale(eleccion, "EVA", ahora + timedelta(minutes=2))  # su lista va al reverso de todas las boletas
    publicar(PROCESO, ahora=ahora + timedelta(minutes=2))
    assert not (raiz / "materiales/contiendas/diputacion-mr-01/muestra.pdf").exists()
    assert _enlaces_rotos(raiz) == {}
    difundir(PROCESO, ahora=ahora + timedelta(minutes=3))
    assert "diputacion-mr-01/muestra.pdf" in boleta.read_text("utf-8")
    assert _enlaces_rotos(raiz) == {}


def _enlaces_rotos(raiz: Path) -> dict[str, list[str]]:
    """Página → los archivos de materiales que enlaza, muestra o anuncia al compartirse, y no existen junto a ella."""
    rotos = {}
    for hecha in raiz.rglob("index.html"):
        html = hecha.read_text("utf-8")
        hallados = re.findall(r'(?:href|src)="((?:\.\./)*[^":?#]*materiales/[^"?#]+)', html)
        anunciadas = re.findall(
            rf'(?:content="|&quot;)https?://[^"&]+/{PROCESO}/(materiales/[^"&]+\.(?:png|jpg))', html
        )
        faltan = [h for h in hallados if not (hecha.parent / h).exists()]
        if faltan := faltan + [a for a in anunciadas if not (raiz / a).exists()]:
            rotos[str(hecha.relative_to(raiz))] = faltan
    return rotos
