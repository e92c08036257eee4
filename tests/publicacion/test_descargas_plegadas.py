"""La boleta que se lleva, cuando sus listas son largas: van plegadas y del disco se llega a cada persona."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest
from playwright.sync_api import expect

from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO
from taller.navegador import chromium


@pytest.mark.navegador
def test_una_lista_larga_va_plegada_y_del_disco_se_llega_a_cada_persona(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Buscar mira también lo plegado, y el enlace abre a la persona y el apartado en que está."""
    monkeypatch.setattr("conoceles.publicacion.sitio.contenido.DE_UN_VISTAZO", 1)
    publicar(PROCESO, ahora=ahora)
    archivo = datos / "sitio" / PROCESO / "actual" / "descargas" / "diputacion-mr-01.html"
    html5lib.HTMLParser(strict=True).parse(archivo.read_text())
    with chromium() as navegador:
        hoja = navegador.new_context(offline=True, viewport={"width": 360, "height": 740}).new_page()
        hoja.goto(archivo.as_uri())
        assert hoja.evaluate("document.documentElement.scrollHeight") < 2000
        hoja.get_by_label("Busque en esta boleta").fill("cuentas CLARAS")
        expect(hoja.locator("[data-hallados] a")).to_have_text(["Ana María de la Luz Núñez"])
        expect(hoja.locator("[data-hallados] p")).to_contain_text("cuentas claras")
        hoja.locator("[data-hallados] a").click()
        expect(hoja.get_by_role("heading", name="Ana María de la Luz Núñez", level=3)).to_be_in_viewport()
        hoja.emulate_media(media="print")
        expect(hoja.get_by_text("cuentas claras y a la vista").last).to_be_visible()
