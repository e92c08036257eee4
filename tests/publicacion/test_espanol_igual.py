"""Con otra lengua declarada y entera, lo que está en español es letra por letra lo que era, menos los enlaces de lengua."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.difusion import segunda
from conoceles.publicacion.publicador import publicar
from personas import recargar
from publicacion.eleccion import PROCESO
from publicacion.hoja_de_lengua import copia, llenada, todo

# Lo que debe cambiar: en qué otras lenguas está esa página.
_ENLACES = re.compile(
    r'<link rel="alternate" hreflang="(?:es-MX|qtz)" href="[^"]*">\n'
    r"|(?<=>Guía breve) y otras lenguas(?=</a>)"
    r'|<meta name="sello" content="[0-9a-f]+">\n'  # se hace con lo demás de la página
    r'|<section class="seccion" aria-labelledby="t-lenguas">.*?</section>'
    r'|<nav class="franja no-imprimir" aria-label="Lengua">.*?</nav>\n',
    re.DOTALL,
)
# Dicen qué se publicó y cuándo, o llevan a todas las páginas.
DE_CADA_PUBLICACION = {
    "manifiesto.json", "manifiesto.firma", "manifiesto.renglones",
    "verificar/index.html", "verificar/historia.json", "sitemap.xml", "busqueda.sqlite",
}  # fmt: skip


@pytest.mark.lenta
def test_con_otra_lengua_lo_que_esta_en_espanol_no_cambia_ni_un_octeto(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, tmp_path: Path, solo_paginas: None
) -> None:
    carpeta = copia(tmp_path / "traducida")
    guia, *_, de_prueba = (toml := carpeta / "lenguas.toml").read_text("utf-8").split("\n[[lenguas]]")
    toml.write_text(guia, "utf-8")
    antes = _publicado(carpeta, datos, ahora)
    toml.write_text(f"{guia}\n[[lenguas]]{de_prueba}", "utf-8")
    llenada(carpeta, todo)
    despues = _publicado(carpeta, datos, ahora)
    assert any(ruta.startswith("lengua/qtz/") for ruta in despues)
    distintos = {r for r in antes if antes[r] != despues.get(r)}
    assert distintos <= DE_CADA_PUBLICACION


def _publicado(carpeta: Path, datos: Path, ahora: datetime) -> dict[str, bytes]:
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora, cortes=True)
    segunda.difundir(PROCESO, ahora=ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    archivos = (p for p in actual.rglob("*") if p.is_file() and p.suffix not in (".gz", ".br"))
    return {str(p.relative_to(actual)): _sin_enlaces(p) for p in archivos}


def _sin_enlaces(archivo: Path) -> bytes:
    octetos = archivo.read_bytes()
    return _ENLACES.sub("", octetos.decode()).encode() if archivo.suffix == ".html" else octetos
