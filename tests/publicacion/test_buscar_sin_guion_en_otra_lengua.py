"""Eva busca y compara sin JavaScript en otra lengua: el lector responde en ella, y lo que nadie tradujo lo dice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from conoceles.lector.lengua import Diccionario
from conoceles.lector.wsgi import crear
from conoceles.publicacion.publicador import publicar
from lector.peticiones import pedir
from paginas import check
from personas import recargar
from publicacion.eleccion import PROCESO, version
from publicacion.hoja_de_lengua import copia, llenada, todo

EN_QTZ = f"/{PROCESO}/lengua/qtz/"
DICHOS = (
    '{"textos": {"Boleta": "B<i>", "Sí": "Bai", "enero": "E"}, "frases": [["De (.+?)\\\\.", [1, " ko <b>"]],'
    ' ["(\\\\P{L}+?) de (\\\\P{L}+?)", [2, "-", 1]]], "fechas": {"dia": [3, "/", 2, "/", 1]}, "propios": ["Su historia"]}'
)


@pytest.mark.parametrize(
    ("compuesto", "dicho"),
    [
        ("<p>Boleta: <b>Sí</b></p>", "<p>B&lt;i&gt;: <b>Bai</b></p>"),
        ("<p>De Boleta.</p>", "<p>B&lt;i&gt; ko &lt;b&gt;</p>"),
        ("<p>De Lerdo.</p>", '<p><span lang="es">Lerdo</span> ko &lt;b&gt;</p>'),
        ("<p>3 de 7</p><p>2 de enero de 2024</p>", "<p>7-3</p><p>2024/E/2</p>"),
        ("<option value='a&quot;'>Nada (3)</option>", '<option lang="es" value="a&quot;">Nada (3)</option>'),
        ("<option>Sí (3)</option>", "<option>Bai (3)</option>"),
        ("<h3 class='tarjeta__nombre'>Sí</h3>", '<h3 class="tarjeta__nombre"><span lang="es">Sí</span></h3>'),
        (
            "<tr><th>Su historia</th><td>Sí</td></tr><tr><th>Boleta</th><td>Sí</td></tr>",
            '<tr><th><span lang="es">Su historia</span></th><td><span lang="es">Sí</span></td></tr>'
            "<tr><th>B&lt;i&gt;</th><td>Bai</td></tr>",
        ),
        ('<i lang="es">Sí</i><img src="../fotos/a.jpg" srcset="../a 1x, ../b 2x">', '<i lang="es"><span lang="es">Sí</span></i><img src="../../../fotos/a.jpg" srcset="../../../a 1x, ../../../b 2x">'),
        ('<a href="../candidaturas/A/">Sí</a> <a href="../datos/">Sí</a>', '<a href="../candidaturas/A/">Bai</a> <a href="../../../datos/">Bai</a>'),
        ("<p>&lt;script&gt;Sí</p>", '<p><span lang="es">&lt;script&gt;Sí</span></p>'),
        ('<nav aria-label="Boleta" hidden>1</nav>', '<nav aria-label="B&lt;i&gt;" hidden>1</nav>'),
    ],
)  # fmt: skip
def test_lo_compuesto_se_dice_en_su_lengua_y_lo_traducido_nunca_es_una_etiqueta(
    compuesto: str, dicho: str
) -> None:
    assert Diccionario(DICHOS).html(compuesto) == dicho


@pytest.mark.lenta
def test_eva_busca_y_compara_sin_javascript_y_todo_lo_lee_en_su_lengua(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, tmp_path: Path
) -> None:
    version(eleccion["ANA"], 2, ahora, historia="Licenciatura", propuesta_1="Captar la lluvia. " * 20)
    carpeta = copia(tmp_path / "traducida")
    llenada(carpeta, todo)
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    app = crear(datos / "sitio")
    for ruta, consulta in (
        ("buscar/", "q=n%C3%BA%C3%B1ez"),
        ("buscar/", "q=lluvia&sexo=mujer"),
        ("buscar/", "q=zzzz&cargo=diputacion-mr"),
        ("buscar/", ""),
        ("comparar/", "c=ANA&c=CORA"),
        ("comparar/", "c=ANA"),
        ("comparar/", "c=NADIE"),
    ):
        respuesta = pedir(app, EN_QTZ + ruta, consulta)
        pagina = check(respuesta.cuerpo)
        assert (respuesta.estado, pagina.get("lang")) == (200, "qtz")
        assert [d for d in _sin_decirlo(pagina) if "rueba" not in d] == [], (ruta, consulta)
    hallada = pedir(app, f"{EN_QTZ}buscar/", "q=n%C3%BA%C3%B1ez").cuerpo.decode()
    assert 'href="../candidaturas/ANA/"' in hallada
    assert '<html lang="es-MX">' in pedir(app, f"/{PROCESO}/buscar/", "q=a").cuerpo.decode()
    assert pedir(app, f"/{PROCESO}/lengua/zzz/buscar/", "q=a").estado == 404
    comparada = pedir(app, f"{EN_QTZ}comparar/", "c=ANA&c=CORA").cuerpo.decode()
    assert re.search(r'<td[^>]*>.*?<span lang="es">Licenciatura</span>', comparada), (
        "lo que ella escribió no se traduce"
    )
    assert "Prueba curricular.estudios.grado.licenciatura" in comparada


def _sin_decirlo(nodo: Element, es: bool = False) -> Iterator[str]:
    """Lo que se lee en español sin decirlo."""
    es = nodo.get("lang") == "es" or (es and nodo.get("lang") is None)
    nombre = nodo.tag.rpartition("}")[2] if isinstance(nodo.tag, str) else "script"
    if nombre in ("script", "style", "title", "code"):
        return
    for dicho in (nodo.text, *(hijo.tail for hijo in nodo)):
        if not es and dicho and any(c.isalpha() for c in dicho):
            yield " ".join(dicho.split())
    for hijo in nodo:
        yield from _sin_decirlo(hijo, es)
