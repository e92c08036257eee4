"""Eva busca, compara y escucha en otra lengua: los guiones dicen lo traducido y lo demás lo dejan en español marcado."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conoceles.publicacion.publicador import publicar
from personas import recargar
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO, version
from publicacion.hoja_de_lengua import copia, llenada, todo
from publicacion.sin_lector import servidor_comun
from taller.navegador import chromium

pytestmark = [pytest.mark.navegador, pytest.mark.lenta]
VOZ = """window.dicho = [];
Object.defineProperty(window, "speechSynthesis", {value: {paused: false, getVoices: () => [{lang: "es-MX"}],
  speak(f) { window.dicho.push(f.text); }, pause() {}, resume() {}, cancel() {}}});
window.SpeechSynthesisUtterance = class { constructor(texto) { this.text = texto; } };"""


@pytest.fixture(scope="module")
def actual(del_archivo: Sembrar, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La elección con todo traducido; lo que Ana escribió es una respuesta de catálogo."""
    propias = {
        "historia": "Licenciatura",
        "propuesta_1": "Captar la lluvia. " * 20,
        "propuesta_1_metas": "Licenciatura",
    }
    with del_archivo() as (datos, eleccion):
        version(eleccion["ANA"], 2, AHORA, **propias)
        carpeta = copia(tmp_path_factory.mktemp("lengua") / "traducida")
        llenada(carpeta, todo)
        recargar(carpeta, AHORA)
        publicar(PROCESO, ahora=AHORA)
    return datos / "sitio" / PROCESO / "actual"


@pytest.fixture
def pagina(actual: Path) -> Iterator[tuple[Page, str]]:
    """En un teléfono y desde archivos sueltos."""
    with servidor_comun(actual) as raiz, chromium() as navegador:
        abierta = navegador.new_page(viewport={"width": 360, "height": 740})
        abierta.add_init_script(VOZ)
        abierta.quejas = []  # type: ignore[attr-defined]
        abierta.on("console", lambda m: m.type == "error" and abierta.quejas.append(m.text))  # type: ignore[attr-defined]
        yield abierta, f"{raiz}lengua/qtz/"


def test_eva_busca_por_nombre_y_llega_al_perfil_en_su_lengua(pagina: tuple[Page, str]) -> None:
    abierta, raiz = pagina
    abierta.goto(f"{raiz}buscar/?q=núñez")
    tarjeta = abierta.locator(".tarjeta")
    expect(tarjeta).to_have_count(1)
    expect(tarjeta.locator(".tarjeta__nombre [lang=es]")).to_have_text("Ana María de la Luz Núñez")
    expect(tarjeta.get_by_text("rueba curricular.estudios.grado.licenciatura")).to_have_count(1)
    expect(abierta.locator("[data-cambia=resumen]")).to_contain_text("Prueba marco.")
    expect(abierta.locator("select[name=sexo] option").nth(1)).to_contain_text("Prueba marco.")
    assert sueltos(abierta, "main") == []
    tarjeta.get_by_role("link").first.click()
    expect(abierta.locator("html")).to_have_attribute("lang", "qtz")
    assert abierta.url.endswith("lengua/qtz/candidaturas/ANA/")
    assert abierta.quejas == []  # type: ignore[attr-defined]


def test_lo_que_no_halla_nada_lo_dice_en_su_lengua(pagina: tuple[Page, str]) -> None:
    abierta, raiz = pagina
    abierta.goto(f"{raiz}buscar/?q=zzzzzz")
    expect(abierta.locator("[data-cambia=resultados] li").first).to_contain_text("Prueba marco.")
    assert "{{" not in abierta.inner_text("main")
    assert sueltos(abierta, "main") == []


def test_eva_compara_y_lo_que_escribio_cada_persona_sigue_como_lo_escribio(pagina: tuple[Page, str]) -> None:
    abierta, raiz = pagina
    abierta.goto(f"{raiz}comparar/?c=ANA&c=CORA")
    tabla = abierta.locator("table.comparar")
    expect(tabla.locator("thead a [lang=es]").first).to_contain_text("Ana María")
    escritas = tabla.locator("td [lang=es]", has_text="Licenciatura")
    expect(escritas).to_have_count(2)
    expect(tabla.get_by_text("Prueba curricular.estudios.grado.licenciatura")).not_to_have_count(0)
    assert sueltos(abierta, "table.comparar") == []
    assert abierta.quejas == []  # type: ignore[attr-defined]


def test_el_perfil_dice_sus_botones_en_su_lengua_y_la_voz_solo_lee_lo_que_esta_en_espanol(
    pagina: tuple[Page, str],
) -> None:
    abierta, raiz = pagina
    abierta.goto(f"{raiz}candidaturas/ANA/")
    guardar = abierta.locator("[data-guardar]")
    expect(guardar).to_contain_text("Prueba marco.")
    antes = guardar.inner_text()
    guardar.click()
    expect(guardar).to_contain_text("Prueba marco.")
    assert guardar.inner_text() != antes
    abierta.locator("[data-voz]").click()
    leido = abierta.evaluate("window.dicho")
    assert "Ana María de la Luz Núñez" in leido
    assert not [t for t in leido if "Prueba" in t]
    assert abierta.quejas == []  # type: ignore[attr-defined]


def sueltos(abierta: Page, donde: str) -> list[str]:
    """Lo que se lee en español sin decirlo."""
    return abierta.locator(donde).evaluate(  # type: ignore[no-any-return]
        r"""(lugar) => {
          const camino = document.createTreeWalker(lugar, NodeFilter.SHOW_TEXT), sueltos = [];
          while (camino.nextNode()) {
            const nodo = camino.currentNode, texto = nodo.data.trim();
            if (/\p{L}/u.test(texto) && !/rueba/.test(texto) && !nodo.parentElement.closest("[lang=es]")
              && !nodo.parentElement.closest("option, script, style")) sueltos.push(texto);
          }
          return sueltos;
        }"""
    )
