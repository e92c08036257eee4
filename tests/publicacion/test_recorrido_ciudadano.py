"""Eva, la ciudadana: encuentra, compara y lee; con el teclado, sin JavaScript y en papel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from conoceles.publicacion.publicador import publicar, publicar_raiz
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, candidatura, version
from publicacion.navegador_publico import atendido
from taller.demo import textos

pytestmark = pytest.mark.navegador


@pytest.fixture(scope="module")
def sitio(del_archivo: Sembrar) -> Path:
    """La elección publicada, con la ficha de Ana llena como la llena cualquiera, y Flor en la boleta de Cora."""
    with del_archivo() as (datos, eleccion):
        secciones = textos.curricular(Random(7), "Ana María de la Luz Núñez", "005", completo=True)
        contenido = {campo: valor for seccion in secciones.values() for campo, valor in seccion.items()}
        version(eleccion["ANA"], 2, AHORA, **contenido)
        candidatura(
            "FLOR", AHORA, ("FLOR ÁVILA RUIZ", "mujer", "diputacion-mr-02", "MC", "propietaria", "publicada")
        )
        publicar(PROCESO, ahora=AHORA)
        publicar_raiz(AHORA)
    return datos / "sitio"


@pytest.fixture(params=[True, False], ids=["con_javascript", "sin_javascript"])
def pagina(request: pytest.FixtureRequest, sitio: Path, navegador: Browser) -> Iterator[Page]:
    """La portada en un teléfono."""
    with atendido(sitio) as base:
        contexto = navegador.new_context(
            viewport={"width": 360, "height": 740}, java_script_enabled=request.param
        )
        abierta = contexto.new_page()
        abierta.goto(base + PROCESO + "/")
        yield abierta
        contexto.close()


def _tabular_hasta(pagina: Page, selector: str, maximo: int = 80) -> None:
    """Avanza con Tab hasta que el foco llega; falla si no se puede llegar."""
    for _ in range(maximo):
        pagina.keyboard.press("Tab")
        if pagina.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"Con el teclado no se llega a {selector}.")


def _seguir(pagina: Page, selector: str, destino: str) -> None:
    """Llega con Tab, pulsa Entrar y espera la otra página."""
    _tabular_hasta(pagina, selector)
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(f"**/{PROCESO}/{destino}")


def test_encontrar_comparar_y_leer_con_solo_el_teclado(pagina: Page) -> None:
    _seguir(pagina, "nav a[href$='buscar/']", "buscar/")
    _tabular_hasta(pagina, "input[name=q]")
    pagina.keyboard.type("ordaz")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("ol.tarjetas > li")).to_have_count(1)
    _seguir(pagina, "nav a[href$='contiendas/']", "contiendas/")
    _seguir(pagina, "a[href$='diputacion-mr-02/']", "contiendas/diputacion-mr-02/")
    for folio in ("CORA", "FLOR"):
        _tabular_hasta(pagina, f"input[name=c][value={folio}]")
        pagina.keyboard.press("Space")
    _seguir(pagina, "form[data-comparar] button", "comparar/?c=CORA&c=FLOR")
    expect(pagina.locator("table.comparar thead th")).to_have_count(2)
    _seguir(pagina, "a[href$='candidaturas/CORA/']", "candidaturas/CORA/")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Cora Órdaz Muñoz")


def test_comparar_sin_raton_lleva_al_perfil_completo(pagina: Page) -> None:
    pagina.goto(pagina.url + "comparar/?c=ANA&c=CORA")
    assert pagina.locator("table.comparar thead th").count() == 2
    _tabular_hasta(pagina, "a[href$='candidaturas/ANA/']")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Ana María de la Luz Núñez")
    expect(pagina.get_by_role("heading", name="Propuestas")).to_be_visible()


def test_imprimir_un_perfil_lleno_ocupa_una_hoja_carta(sitio: Path, navegador: Browser) -> None:
    with atendido(sitio) as base:
        pagina = navegador.new_page()
        pagina.goto(f"{base}{PROCESO}/candidaturas/ANA/")
        documento = pagina.pdf(format="Letter", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", documento)) == 1


def test_en_papel_estan_las_listas_enteras_y_los_municipios_y_no_lo_que_se_toca(
    sitio: Path, navegador: Browser
) -> None:
    """Lo plegado en pantalla se imprime si dice algo; el campo, el botón y la invitación a abrir, no."""
    listas, portada = _impresas(navegador, sitio, "contiendas/diputacion-rp/", "")
    assert "Eva " in listas
    assert "Abra una lista" not in listas
    assert "Canatlán" in portada
    assert "Diputación del distrito 8" in portada
    assert "Lo que escriba no sale" not in portada
    with atendido(sitio) as base:
        hoja = navegador.new_page()
        hoja.goto(f"{base}{PROCESO}/contiendas/diputacion-mr-02/", wait_until="networkidle")
        hoja.emulate_media(media="print")
        enteros = hoja.locator(".recuadro, .lado tr")
        assert enteros.count() > 3
        como = enteros.evaluate_all("todos => todos.map((e) => getComputedStyle(e).breakInside)")
        assert {*como} == {"avoid"}, "ningún recuadro ni renglón se parte entre dos hojas"


def _impresas(navegador: Browser, sitio: Path, *rutas: str) -> list[str]:
    with atendido(sitio) as base:
        hoja = navegador.new_page()
        textos = []
        for ruta in rutas:
            hoja.goto(f"{base}{PROCESO}/{ruta}", wait_until="networkidle")
            documento = PdfReader(io.BytesIO(hoja.pdf(format="Letter", prefer_css_page_size=True)))
            textos.append(" ".join(" ".join(h.extract_text().split()) for h in documento.pages))
    return textos
