"""Practicar, guardar una lista, hallar la boleta y comprobar un archivo en otra lengua, como Eva en su teléfono: lo dicho está en ella, o dice que no."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conoceles.proceso.lenguas import marco
from conoceles.publicacion.publicador import publicar
from personas import recargar
from publicacion.eleccion import PROCESO
from publicacion.hoja_de_lengua import (
    QUIEN,
    Filas,
    con_temas_lugares_y_planillas,
    copia,
    llenada,
    todo,
)
from publicacion.navegador_publico import atendido
from taller.navegador import chromium

pytestmark = [pytest.mark.navegador, pytest.mark.lenta]
SIN = "no marcó ningún recuadro"
SIN_BOLETA = "Diputación del distrito 14"


def _clave(frase: str) -> str:
    return next(c for c, f in marco.del_sitio().items() if f == frase)


def _menos_una(filas: Filas) -> None:
    """Todo, menos una frase y el nombre de una boleta."""
    todo(filas)
    for fila in filas:
        if fila["original"] in (SIN, "Diputación del distrito {1}"):
            fila.update(traduccion="", hizo="", reviso="", fecha="")
    aparte = "Diputación del distrito 8"  # alguien tradujo solo esa
    huella = hashlib.sha256(aparte.encode()).hexdigest()
    suya = {"clave": "contiendas.diputacion-mr-08.nombre", "que": "", "original": aparte, "huella": huella}
    filas.append(suya | QUIEN | {"traduccion": f"Prueba {suya['clave']}"})


HOSTILES = {"localidad de {1}": '"Un lugar" {1}', "Un lugar": "${window.robado=true}", "Quitar": "DICHOS"}


def _hostil(filas: Filas) -> None:
    """Quien traduce escribe lo que, leído otra vez como guion, sería una orden."""
    todo(filas)
    for fila in filas:
        fila["traduccion"] = HOSTILES.get(fila["original"], fila["traduccion"])


@pytest.fixture
def sitio(
    request: pytest.FixtureRequest, eleccion: dict[str, Any], tmp_path: Path, datos: Path, ahora: datetime
) -> Iterator[tuple[Page, str]]:
    carpeta = con_temas_lugares_y_planillas(copia(tmp_path / "traducida"))
    llenada(carpeta, getattr(request, "param", _menos_una))
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    with atendido(datos / "sitio") as base, chromium() as navegador:
        pagina = navegador.new_page(viewport={"width": 360, "height": 740})
        fallas: list[str] = []
        pagina.on("pageerror", lambda e: fallas.append(str(e)))
        yield pagina, f"{base}{PROCESO}/"
        assert fallas == []


def test_al_practicar_se_dice_en_su_lengua_como_se_cuenta(sitio: tuple[Page, str]) -> None:
    pagina, base = sitio
    pagina.goto(f"{base}lengua/qtz/contiendas/diputacion-mr-01/practicar/")
    resultado = pagina.locator("[data-resultado]")
    pagina.locator("[data-formula]").first.check()
    assert resultado.locator("strong").inner_text() == f"Prueba {_clave('Cuenta')}"
    assert f"Prueba {_clave('un voto para {1}')}" in resultado.inner_text()
    assert "Ana María" in resultado.inner_text()
    assert "{quien}" not in resultado.inner_text()
    assert pagina.locator("dd[hidden]").first.is_hidden()
    pagina.locator("[data-formula]").first.uncheck()
    assert resultado.locator("[lang=es]").inner_text() == SIN


def test_la_lista_guardada_en_espanol_se_muestra_y_dice_que_lo_esta(sitio: tuple[Page, str]) -> None:
    pagina, base = sitio
    pagina.goto(f"{base}candidaturas/ANA/")
    pagina.locator("[data-guardar]").click()
    pagina.goto(f"{base}lengua/qtz/mi-lista/")
    lista = pagina.locator("[data-mi-lista]")
    assert lista.locator("h2").get_attribute("lang") == "es"
    assert lista.locator("button").inner_text() == f"Prueba {_clave('Quitar')}"
    assert lista.locator("a").evaluate("e => e.pathname").endswith("lengua/qtz/candidaturas/ANA/")
    lista.locator("button").click()
    assert lista.locator("li").count() == 0


def test_al_buscar_donde_vive_el_municipio_y_su_boleta_se_dicen_en_su_lengua(sitio: tuple[Page, str]) -> None:
    pagina, base = sitio
    pagina.goto(f"{base}lengua/qtz/secciones/")
    pagina.locator("[data-donde] input").fill("canatlan")
    hallado = pagina.locator("[data-hallados] li").first
    assert hallado.locator("span").first.inner_text() == "Prueba territorio.municipio"
    assert "Canatlán" in hallado.inner_text()
    for localidad, dicha in (("palomar", "Prueba contiendas.diputacion-mr-08.nombre"), ("joya", SIN_BOLETA)):
        pagina.locator("[data-donde] input").fill(localidad)
        boleta = pagina.locator("[data-hallados] a").first
        assert boleta.inner_text().startswith(dicha)
        assert boleta.get_attribute("lang") == ("es" if dicha == SIN_BOLETA else None)


def test_al_comprobar_un_archivo_se_lee_la_firma_de_todos_y_se_dice_en_su_lengua(
    sitio: tuple[Page, str], datos: Path
) -> None:
    pagina, base = sitio
    pagina.goto(f"{base}lengua/qtz/verificar/")
    descargado = datos / "sitio" / PROCESO / "actual/candidaturas/ANA.json"
    pagina.locator("[data-comprobar] input").set_input_files(descargado)
    igual = _clave("«{1}» es igual, letra por letra, a lo publicado en {2}. {3}")
    expect(pagina.locator("[data-comprobado] p")).to_contain_text(
        f"Prueba {igual} ANA.json candidaturas/ANA.json"
    )


@pytest.mark.parametrize("sitio", [_hostil], indirect=True)
def test_lo_traducido_se_lee_a_la_letra_y_nunca_es_una_orden_del_guion(sitio: tuple[Page, str]) -> None:
    pagina, base = sitio
    pagina.goto(f"{base}candidaturas/ANA/")
    pagina.locator("[data-guardar]").click()
    pagina.goto(f"{base}lengua/qtz/mi-lista/")
    assert pagina.locator("[data-mi-lista] button").inner_text() == "DICHOS"
    pagina.goto(f"{base}lengua/qtz/secciones/")
    pagina.locator("[data-donde] input").fill("palomar")
    expect(pagina.locator("[data-hallados] span").first).to_contain_text('"Un lugar" ')
    assert pagina.evaluate("window.robado") is None
