"""La guía breve y sus traducciones: nada se publica en una lengua sin quien lo firme."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion.publicador import publicar
from paginas import check
from publicacion.eleccion import PROCESO, SISTEMA

TRADUCCION = """clave = "stp"
traducido_por = "Traductora Inventada"
fecha = 2024-04-01
[[lenguas.textos]]
clave = "voto"
titulo = "Título de prueba en otra lengua"
texto = "Texto de prueba en otra lengua."
"""


def test_sin_traduccion_la_lengua_queda_anunciada_y_sin_pagina(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    html = (actual / "guia/index.html").read_text()
    check(html)
    for nombre in ("O'dam", "Náhuatl", "Wixárika"):
        assert nombre in html.replace("&#x27;", "'")
    assert "Falta quien la traduzca a" in html
    assert "otras lenguas</a>" not in html
    assert [p.name for p in (actual / "guia").iterdir() if p.is_dir()] == []


@pytest.mark.lenta
def test_una_traduccion_firmada_se_publica_y_lo_que_falta_queda_en_espanol(
    eleccion: dict[str, Any], datos: Path, tmp_path: Path, ahora: datetime
) -> None:
    from conoceles.proceso.operaciones import cargar

    carpeta = shutil.copytree(RAIZ_PROYECTO / "procesos" / PROCESO, tmp_path / "traducida")
    toml = carpeta / "lenguas.toml"
    nombre = 'nombre = "O\'dam (tepehuano del sur)"\n'
    traducida = TRADUCCION.replace("[[lenguas", nombre + "[[lenguas", 1)
    toml.write_text(toml.read_text().replace('clave = "stp"\n' + nombre, traducida))
    cargar(carpeta, por=SISTEMA, ahora=ahora)
    publicar(PROCESO, ahora=ahora)
    html = (datos / "sitio" / PROCESO / "actual" / "guia/stp/index.html").read_text()
    check(html)
    assert "Traducción de Traductora Inventada, 1 de abril de 2024." in html
    assert "otras lenguas</a>" in html
    assert '<section lang="stp"><h2>Título de prueba en otra lengua</h2>' in html
    assert "<section><h2>Cómo comparar</h2>" in html
