"""La boleta que se lleva: completa, en un archivo, sin nada de fuera ni nada que se pueda retirar después."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser, expect

from conoceles.estadistica.recogida import recoger
from conoceles.lector.encabezados import seguridad
from conoceles.publicacion.publicador import publicar
from publicacion.conftest import Sembrar
from publicacion.eleccion import AHORA, PROCESO


@pytest.fixture(scope="module")
def actual(del_archivo: Sembrar) -> Path:
    with del_archivo() as (datos, _):
        visitas = datos / "visitas"
        visitas.mkdir(parents=True)
        for proceso, veces in (("1", 1200), ("2", 34)):
            cuentas = {f"/{PROCESO}/candidaturas/": veces, "/otra-eleccion/": 7}
            (visitas / f"2024-04-24.{proceso}.json").write_text(json.dumps(cuentas))
        recoger({})
        publicar(PROCESO, ahora=AHORA)
    return datos / "sitio" / PROCESO / "actual"


def test_cada_boleta_con_personas_tiene_su_archivo_y_esta_en_la_lista(actual: Path) -> None:
    nombres = {p.name for p in (actual / "descargas").glob("*.html")} - {"index.html"}
    assert nombres == {"diputacion-mr-01.html", "diputacion-mr-02.html", "diputacion-rp.html"}
    lista = (actual / "descargas" / "index.html").read_text()
    assert all(f'href="{n}" download' in lista for n in nombres)


def test_el_archivo_se_basta_a_si_mismo(actual: Path) -> None:
    html = (actual / "descargas" / "diputacion-mr-01.html").read_text()
    html5lib.HTMLParser(strict=True).parse(html)
    assert not re.findall(r'(?:src|srcset|action)="(?!data:)', html)
    assert "<link" not in html
    assert re.findall(r"<script[^>]*>", html) == ["<script>"]  # el de su buscador, que corre ya descargado
    assert "fetch(" not in html
    assert "font/woff2;base64" in html
    assert "Ana María de la Luz Núñez" in html
    assert "cuentas claras y a la vista" in html
    assert "contacto@ejemplo.example" not in html


def test_el_archivo_trae_su_indice_y_la_comparacion_pregunta_por_pregunta(actual: Path) -> None:
    html = (actual / "descargas" / "diputacion-mr-01.html").read_text()
    enlaces = set(re.findall(r'href="#([^"]+)"', html))
    assert {"ANA", "BETO"} <= enlaces <= set(re.findall(r' id="([^"]+)"', html))
    indice, _, resto = html.partition("</nav>")
    assert indice.index("Ana María de la Luz Núñez") < indice.index("Beto")
    comparacion = resto.partition('id="t-comparar"')[2].partition("</section>")[0]
    assert "cuentas claras y a la vista" in comparacion
    assert ">Ana María de la Luz Núñez</a>" in comparacion
    assert "Todavía sin información publicada" in comparacion


@pytest.mark.navegador
@pytest.mark.parametrize(
    ("escrito", "quienes"),
    [
        ("nunez", ["Ana María de la Luz Núñez"]),
        ("cuentas CLARAS", ["Ana María de la Luz Núñez"]),
        ("pt", ["Ana María de la Luz Núñez", "Beto Íñiguez Peña"]),
        ("claras zzz", []),
        ("uentas", []),  # a media palabra no
    ],
)
def test_del_disco_y_sin_red_se_busca_en_el_archivo(
    actual: Path, navegador: Browser, tmp_path: Path, escrito: str, quienes: list[str]
) -> None:
    archivo = tmp_path / "boleta.html"
    shutil.copy(actual / "descargas" / "diputacion-mr-01.html", archivo)
    hoja = navegador.new_context(offline=True, viewport={"width": 360, "height": 740}).new_page()
    pedidos: list[str] = []
    hoja.on("request", lambda r: pedidos.append(r.url))
    hoja.goto(archivo.as_uri())
    hoja.get_by_label("Busque en esta boleta").fill(escrito)
    expect(hoja.locator("[data-hallados] a")).to_have_text(quienes)
    assert [p for p in pedidos if not p.startswith(("file:", "data:"))] == []
    assert hoja.evaluate("document.documentElement.scrollWidth") <= 360
    if quienes and escrito != "pt":
        hoja.locator("[data-hallados] a").first.click()
        expect(hoja.get_by_role("heading", name=quienes[0]).last).to_be_in_viewport()


def test_la_politica_solo_deja_su_propio_estilo(actual: Path) -> None:
    [(_, politica)] = [
        e for e in seguridad("descargas/diputacion-mr-01.html") if e[0].startswith("Content-S")
    ]
    assert politica.startswith("default-src 'none'")
    assert "script" not in politica
    assert "unsafe-inline" not in dict(seguridad("descargas/index.html"))["Content-Security-Policy"]


def test_las_visitas_de_la_eleccion_se_suman_y_se_muestran(actual: Path) -> None:
    html = (actual / "estadistica" / "index.html").read_text()
    assert "Se han visto 1,234 páginas; el día con más fue el 24 de abril de 2024" in html
    assert "sin direcciones, sin cookies" in html
    assert html.count(">Visitas al sitio por día</h3>") == 1
