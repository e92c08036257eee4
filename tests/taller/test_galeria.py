"""La galería se ve: cada ejemplo del documento, sin faltas de accesibilidad, en los dos temas y anchos."""

from __future__ import annotations

from pathlib import Path

import pytest

import axe
from paginas import check
from taller import galeria
from taller.navegador import chromium


def test_galeria_muestra_cada_ejemplo_y_su_codigo(tmp_path: Path) -> None:
    piezas = galeria.escribir(tmp_path)
    html = (tmp_path / "index.html").read_text()
    check(html)
    assert len(piezas) > 10
    ejemplos = galeria.DOCUMENTO.read_text().count("```html")
    assert html.count('class="pila ejemplo"') == html.count("<summary>Código</summary>") == ejemplos


@pytest.mark.navegador
@pytest.mark.parametrize("ancho", [320, 1280])
def test_galeria_es_accesible(tmp_path: Path, ancho: int) -> None:
    """El oscuro, en la misma página abierta y con las reglas de color: solo cambia colores."""
    galeria.escribir(tmp_path)
    with chromium() as navegador:
        pagina = navegador.new_page(
            viewport={"width": ancho, "height": 900},
            reduced_motion="reduce",  # sin transición de un color al otro
        )
        pagina.goto((tmp_path / "index.html").as_uri())
        halladas = axe.faltas(pagina)
        pagina.emulate_media(color_scheme="dark")
        halladas += axe.faltas(pagina, solo_color=True)
        ancha = pagina.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert halladas == []
    assert not ancha
