"""La página de estadística, como la lee quien no trabaja en esto."""

from __future__ import annotations

import html
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.publicacion.publicador import publicar
from publicacion.eleccion import PROCESO

pytestmark = pytest.mark.lenta
DE_OFICIO = r"denominador|numerador|\bprincipio\b|distinguen|padrón|celda"


def test_la_estadistica_empieza_por_las_personas_y_no_usa_palabras_de_oficio(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora, cortes=True)
    pagina = (datos / "sitio" / PROCESO / "actual" / "estadistica" / "index.html").read_text("utf-8")
    principal = pagina.partition("<main")[2].partition("</main>")[0]
    temas = re.findall(r'<h2 id="([^"]+)"', principal)
    assert temas[0] == "t-hallazgos"
    assert temas.index("tema-distribucion") < temas.index("tema-avance") < temas.index("t-metodo")
    hallazgos = re.findall(r'<article class="pila hallazgo".*?</article>', principal, re.DOTALL)
    assert 1 <= len(hallazgos) <= 5
    for uno in hallazgos:
        assert re.search(r"<p>[^<]*\d", uno)  # una frase con su cifra, y su gráfica
        assert "<svg" in uno
    assert "Se contó lo publicado hasta el 25 de abril de 2024" in principal
    assert "y se cuenta otra vez cada día a las 08:00 y a las 20:00." in principal
    leido = html.unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", principal, flags=re.DOTALL))
    assert re.findall(DE_OFICIO, leido, re.IGNORECASE) == []
