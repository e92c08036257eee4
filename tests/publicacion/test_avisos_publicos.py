"""Los avisos de privacidad y el formato en blanco son públicos, y se llega a ellos desde cualquier página."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from conoceles.nucleo import secretos
from conoceles.publicacion.archivos import avisos_pdf
from conoceles.publicacion.publicador import publicar

if TYPE_CHECKING:
    from conoceles.proceso.models import Proceso

pytestmark = pytest.mark.lenta
PDF = ("aviso-simplificado.pdf", "aviso-integral.pdf", "formato-de-consentimiento.pdf")


@pytest.fixture
def sitio(datos: Path, proceso: Proceso, ahora: datetime) -> Path:
    secretos.crear_faltantes()
    publicar(proceso.clave, ahora=ahora)
    return datos / "sitio" / proceso.clave / "actual"


def test_la_pagina_de_privacidad_lleva_los_textos_y_sus_documentos(sitio: Path) -> None:
    html = (sitio / "privacidad" / "index.html").read_text()
    assert re.findall(r'<a href="([^"/]+\.pdf)"', html) == list(PDF)
    for nombre in PDF:
        hojas = PdfReader(io.BytesIO((sitio / "privacidad" / nombre).read_bytes()))
        texto = " ".join(hoja.extract_text() for hoja in hojas.pages)
        assert "Instituto Electoral" in texto
        assert hojas.trailer["/Root"]["/Lang"] == "es-MX"
    assert "Aviso de privacidad integral" in html


def test_quien_solo_visita_lee_tres_lineas_y_los_avisos_van_plegados(sitio: Path) -> None:
    html = (sitio / "privacidad" / "index.html").read_text()
    visita, _, resto = html.partition("<main")[2].partition("</section>")
    assert visita.count("<li>") == 3
    assert "Si usted solo visita este sitio" in visita
    assert resto.count("<details") == 2
    assert "plan de trabajo, apartado" not in html.lower()


def test_toda_pagina_enlaza_la_privacidad_desde_su_pie(sitio: Path) -> None:
    paginas = [
        p for p in sitio.rglob("*.html") if not {"incrustar", "descargas"} & set(p.relative_to(sitio).parts)
    ]
    assert len(paginas) > 20
    for pagina in paginas:
        pie = pagina.read_text().partition("<footer")[2]
        [enlace] = re.findall(r'<a href="([^"]*privacidad/)"', pie)
        # `404.html` se sirve con cualquier dirección: su raíz es absoluta.
        if pagina.name == "index.html":
            assert (pagina.parent / enlace / "index.html").exists(), pagina


def test_publicar_otra_vez_no_los_cambia(sitio: Path, proceso: Proceso, ahora: datetime) -> None:
    antes = {n: (sitio / "privacidad" / n).read_bytes() for n in PDF}
    avisos_pdf._GUARDADOS.clear()
    (sitio.parent / "publicador.sqlite").unlink()
    publicar(proceso.clave, ahora=ahora + timedelta(minutes=1))
    assert {n: (sitio / "privacidad" / n).read_bytes() for n in PDF} == antes
