"""La boleta para practicar donde se marca a varias personas: la del Poder Judicial, con la regla de su carpeta.

El juez lee la regla del TOML y cuenta las marcas; no usa nada de lo que compone la página.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from paginas import check
from publicacion.navegador_publico import atendido
from recorridos.carpetas import Recorrida, recorrer
from taller.navegador import chromium

JUDICIAL, MAGISTRATURAS = "durango-judicial-2025", "tribunal-superior"
TOML = tomllib.loads((RAIZ_PROYECTO / "procesos" / JUDICIAL / "proceso.toml").read_text("utf-8"))
VOTOS = next(c["votos"] for c in TOML["cargos"] if c["clave"] == MAGISTRATURAS)
DICE = {
    "valido": "Cuenta", "nulo": "Voto nulo", "aparte": "Se anota aparte", "duda": "Lo decide quien cuenta los votos",
}  # fmt: skip
pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("base")]


@pytest.fixture
def judicial(datos: Path, tmp_path: Path) -> Recorrida:
    return recorrer(JUDICIAL, datos, tmp_path / "padron.csv", por_cargo=3, fuerzas=4)


def _segun_la_carpeta(marcas: int, escrito: bool) -> str:
    voto = TOML["boleta"]["voto_de_varias"]
    if escrito:
        return str(voto["escrito_y_marcado" if marcas else "escrito"])
    if not marcas:
        return str(voto["ninguno"])
    return "valido" if marcas == VOTOS else str(voto["menos" if marcas < VOTOS else "de_mas"])


def test_sin_guiones_dice_a_cuantas_y_la_regla_entera_en_sus_dos_bloques(judicial: Recorrida) -> None:
    html = judicial.paginas[f"contiendas/{MAGISTRATURAS}/practicar"]
    check(html)
    assert f"En esta boleta se elige a {VOTOS} personas." in html
    for caso in ("ninguno", "menos", "de_mas", "escrito", "escrito_y_marcado"):
        assert f'data-caso="{caso}" data-cuenta="{TOML["boleta"]["voto_de_varias"][caso]}"' in html
    assert 'data-caso="coalicion"' not in html
    assert 'data-caso="varios"' not in html
    assert html.index(">Mujeres</legend>") < html.index(">Hombres</legend>")
    assert html.count('id="escrito"') == 1
    assert " name=" not in html.partition("<main")[2].partition("</main>")[0]
    assert "(por confirmar: la autoridad electoral debe cotejarlo" in html


@pytest.mark.navegador
def test_cada_cuenta_de_marcas_se_dice_como_la_carpeta(judicial: Recorrida, datos: Path) -> None:
    with atendido(datos / "sitio") as base, chromium() as navegador:
        hoja: Page = navegador.new_context(viewport={"width": 360, "height": 740}).new_page()
        hoja.goto(f"{base}{JUDICIAL}/contiendas/{MAGISTRATURAS}/practicar/")
        casillas, resultado = hoja.locator("[data-formula]"), hoja.locator("[data-resultado]")
        total = casillas.count()
        assert total > VOTOS
        for marcas in range(1, total + 1):
            casillas.nth(marcas - 1).check()
            expect(resultado.locator("strong")).to_have_text(DICE[_segun_la_carpeta(marcas, False)])
            if marcas == VOTOS:
                nombres = [casillas.nth(n).get_attribute("data-quien") for n in range(VOTOS)]
                expect(resultado).to_contain_text(
                    f"{', '.join(str(n) for n in nombres[:-1])} y {nombres[-1]}."
                )
        hoja.locator("#escrito").fill("Fulana")
        expect(resultado.locator("strong")).to_have_text(DICE[_segun_la_carpeta(total, True)])
        hoja.get_by_role("button", name="Borrar").click()
        hoja.locator("#escrito").fill("Fulana")
        expect(resultado.locator("strong")).to_have_text(DICE[_segun_la_carpeta(0, True)])
        assert hoja.evaluate("document.documentElement.scrollWidth <= 360")
