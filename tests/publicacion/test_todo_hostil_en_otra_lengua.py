"""Toda la hoja la llenó quien está en contra: en ninguna página de esa lengua corre nada, ni cambia de etiqueta, ni detiene la publicación."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from conoceles.difusion import segunda
from conoceles.estadistica.graficas import barras
from conoceles.lector.wsgi import crear
from conoceles.nucleo.redaccion.frases import huecos
from conoceles.publicacion.publicador import publicar, publicar_raiz
from lector.peticiones import pedir
from paginas import check_de, texto
from personas import recargar
from publicacion.eleccion import PROCESO
from publicacion.hoja_de_lengua import QUIEN, Filas, copia, llenada

HOSTIL = "\"><script>alert()</script><svg onload=alert()>' onclick=alert() {{ sitio }} {% debug %} {# <i> ${alert()} &lt;b&gt; `"


def _hostil(filas: Filas) -> None:
    for fila in filas:
        datos = (
            huecos(fila["original"]) if fila["clave"].startswith(("marco.", "fechas.", "boletas.")) else []
        )
        fila.update(QUIEN, traduccion=" ".join([HOSTIL, *(f"{{{n}}}" for n in datos)]))


@pytest.mark.lenta
def test_una_hoja_entera_hostil_se_lee_a_la_letra_en_todas_las_paginas(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, tmp_path: Path, solo_paginas: None
) -> None:
    carpeta = copia(tmp_path / "traducida")
    llenada(carpeta, _hostil)
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora, cortes=True)
    segunda.difundir(PROCESO, ahora=ahora)
    publicar_raiz(ahora)
    sitio = datos / "sitio"
    paginas = {
        str(p): p.read_bytes()
        for d in (PROCESO, "_raiz")
        for p in (sitio / d / "actual/lengua/qtz").rglob("*.html")
    }
    app = crear(sitio)
    for ruta, consulta in (("buscar", "q=a"), ("buscar", "q=zz"), ("comparar", "c=ANA&c=CORA")):
        paginas[f"{ruta}?{consulta}"] = pedir(app, f"/{PROCESO}/lengua/qtz/{ruta}/", consulta).cuerpo
    assert {"prensa", "api", "portal", "registro", "estadistica"} <= {Path(r).parent.name for r in paginas}
    for ruta, octetos in paginas.items():
        _inofensiva(ruta, octetos)
    sueltos = [p for p in (sitio / PROCESO / "actual/lengua/qtz").rglob("*") if p.suffix in (".atom", ".svg")]
    assert {p.suffix for p in sueltos} == {".atom", ".svg"}
    for archivo in sueltos:
        arbol = ElementTree.fromstring(archivo.read_bytes())
        assert [n.tag for n in arbol.iter() if n.tag.rpartition("}")[2] == "script"] == [], archivo
        assert [a for n in arbol.iter() for a in n.attrib if a.startswith("on")] == [], archivo


def _inofensiva(ruta: str, octetos: bytes) -> None:
    arbol = check_de(ruta, octetos)
    for nodo in (n for n in arbol.iter() if isinstance(n.tag, str)):
        nombre = nodo.tag.rpartition("}")[2]
        assert [a for a in nodo.attrib if a.startswith("on")] == [], (ruta, nombre)
        assert not nodo.get("href", "").lower().startswith(("javascript:", "data:")), ruta
        if nombre == "script":
            assert nodo.get("src") or nodo.get("type") == "application/ld+json", ruta
            if not nodo.get("src"):
                json.loads(nodo.text or "")
    assert "<script>alert()</script>" in texto(arbol), "se lee como se escribió"


def test_lo_traducido_de_una_grafica_no_sale_de_su_texto() -> None:
    celda = {"clave": "a", "etiqueta": "Mujeres", "valor": 3, "texto": "3 de 4"}
    indicador: Any = {"id": "x.y", "titulo": "T", "frase": "F", "corte": "2024-04-25", "celdas": [celda]}
    svg = barras(indicador, decir=lambda texto: (f"</text></svg>{HOSTIL}{texto}", ""))
    assert "<script" not in svg
    assert svg.count("</svg>") == 1
