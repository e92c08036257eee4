"""El calendario público de publicaciones y las listas de materiales, en las lenguas que tienen algo traducido."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from conoceles.difusion.segunda import difundir
from conoceles.publicacion.publicador import publicar
from paginas import check, texto
from personas import recargar
from publicacion.eleccion import PROCESO
from publicacion.hoja_de_lengua import Filas, copia, llenada, todo


def _vaciar(filas: Filas) -> None:
    for fila in filas:
        fila.update(traduccion="", hizo="", reviso="", fecha="")


def test_el_calendario_se_lee_en_cada_lengua_y_se_retira_si_ya_no_hay_nada_traducido(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, una_vez: None, tmp_path: Path
) -> None:
    carpeta = copia(tmp_path / "traducida")
    llenada(carpeta, todo)
    _difundida(carpeta, ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    pagina = check((actual / "lengua/qtz/difusion/index.html").read_bytes())
    assert pagina.get("lang") == "qtz"
    dicho = texto(pagina)
    assert "Prueba boletas.diputacion-mr.nombre 1" in dicho
    assert "Prueba fechas.dia 25 Prueba fechas.abril 2024" in dicho
    assert "Las boletas van por vueltas" not in dicho
    assert 'hreflang="qtz"' in (actual / "difusion/index.html").read_text("utf-8")
    _los_materiales_se_ofrecen(actual)
    llenada(carpeta, _vaciar)
    _difundida(carpeta, ahora)
    assert [str(p) for p in (actual / "lengua").rglob("*")] == []
    assert 'hreflang="qtz"' not in (actual / "difusion/index.html").read_text("utf-8")


def _los_materiales_se_ofrecen(actual: Path) -> None:
    """Cada uno con su nombre en esa lengua, y el archivo es el mismo."""
    lista = actual / "lengua/qtz/materiales/contiendas/diputacion-mr-01/index.html"
    html = lista.read_text("utf-8")
    enlaces = re.findall(r'<a href="(../[^"]*/materiales/[^"]+\.(?:png|pdf|txt))"[^>]*>(.*?)</a>', html)
    assert len(enlaces) > 8
    for enlace, nombre in enlaces:
        assert (lista.parent / enlace).resolve().is_file(), enlace
        assert nombre.startswith("Prueba marco."), (enlace, nombre)
    assert re.search(r'Prueba marco\.\w+ Prueba marco\.\w+ <span lang="es">Ana María', html), (
        "lo que dice su imagen"
    )
    assert "Tarjeta sin fotografía" not in html


def _difundida(carpeta: Path, ahora: datetime) -> None:
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora)
    difundir(PROCESO, ahora=ahora)
