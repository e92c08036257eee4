"""La portada de la autoridad electoral en otra lengua: la ofrece si una elección la tiene entera, y lleva a cada una en lo que tenga."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.lenguas import marco
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.sitio.lenguas.edicion import lenguas
from paginas import check, texto
from personas import recargar
from publicacion.eleccion import PROCESO
from publicacion.hoja_de_lengua import Filas, copia, llenada, solo, todo

pytestmark = pytest.mark.lenta
OTRA = "durango-de-junto"
HOSTIL = '<script>alert()</script>" onload=x {{ sitio }} {% debug %}'


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    return copia(tmp_path / "traducida")


def _raiz(datos: Path) -> Path:
    return datos / "sitio/_raiz/actual"


def _publicadas(ahora: datetime, *carpetas: Path) -> None:
    for una in carpetas:
        clave = recargar(una, ahora)["proceso"]
        publicar(clave, ahora=ahora)
    publicar_raiz(ahora)


def _de_junto(carpeta: Path, *, con_lengua: bool) -> Path:
    """Otra elección del mismo Instituto, a la vez; sin ella, nadie la tradujo."""
    hecha = Path(shutil.copytree(carpeta, carpeta.with_name("de-junto")))
    toml = hecha / "proceso.toml"
    dicho = re.sub(r'(?m)^clave = "durango-2023-2024"', f'clave = "{OTRA}"', toml.read_text("utf-8"), count=1)
    toml.write_text(re.sub(r'(?m)^nombre = ".*"', 'nombre = "Elección de junto"', dicho, count=1), "utf-8")
    lenguas_toml = hecha / "lenguas.toml"
    if not con_lengua:
        lenguas_toml.write_text(
            lenguas_toml.read_text("utf-8").partition('\n[[lenguas]]\nclave = "qtz"')[0], "utf-8"
        )
    return hecha


def test_con_una_eleccion_la_portada_y_el_registro_estan_enteros_en_su_lengua(
    eleccion: dict[str, Any], datos: Path, carpeta: Path, ahora: datetime
) -> None:
    llenada(carpeta, todo)
    _publicadas(ahora, carpeta)
    raiz = _raiz(datos)
    espanol = (raiz / "index.html").read_text("utf-8")
    assert '<link rel="alternate" hreflang="qtz" href="./lengua/qtz/">' in espanol
    for ruta in ("index.html", "registro/index.html", "404.html"):
        html = (raiz / "lengua/qtz" / ruta).read_text("utf-8")
        pagina = check(html)
        assert pagina.get("lang") == "qtz"
        for frase in (
            "elecciones",
            "boleta",
            "testigo",
            "Mi lista",
            "dirección no existe",
            "punto de control",
        ):
            assert frase not in texto(pagina), (ruta, frase)
    portada = (raiz / "lengua/qtz/index.html").read_text("utf-8")
    assert f'href="../../{PROCESO}/lengua/qtz/contiendas/"' in portada
    assert f'action="../../{PROCESO}/lengua/qtz/buscar/"' in portada
    assert 'href="registro/"' in portada
    assert '<link rel="alternate" hreflang="es-MX" href="../.././">' in portada or 'href="../../"' in portada
    registro = (raiz / "lengua/qtz/registro/index.html").read_text("utf-8")
    assert 'href="../../../log/checkpoint"' in registro
    de_la_eleccion = datos / "sitio" / PROCESO / "actual/lengua/qtz/index.html"
    assert 'href="../../../lengua/qtz/"' in de_la_eleccion.read_text("utf-8"), "de ahí se vuelve en su lengua"
    antes = publicar_raiz(ahora)
    assert not antes["cambio"]


def test_a_medias_no_se_ofrece(eleccion: dict[str, Any], datos: Path, carpeta: Path, ahora: datetime) -> None:
    boletas = next(c for c, f in marco.del_sitio().items() if f == "Boletas")
    llenada(carpeta, solo(boletas))
    _publicadas(ahora, carpeta)
    assert (datos / "sitio" / PROCESO / "actual/lengua/qtz/index.html").exists()
    assert [p for p in _raiz(datos).rglob("*.html") if "qtz" in p.read_text("utf-8")] == []
    assert not (_raiz(datos) / "lengua").exists()


def test_con_varias_cada_eleccion_se_abre_en_su_lengua_o_dice_que_esta_en_espanol(
    eleccion: dict[str, Any], datos: Path, carpeta: Path, ahora: datetime
) -> None:
    de_junto = _de_junto(carpeta, con_lengua=False)

    def hostil(filas: Filas) -> None:
        todo(filas)
        for fila in filas:
            if fila["original"] == "Candidatas y Candidatos, Conóceles":
                fila["traduccion"] = HOSTIL

    llenada(carpeta, hostil)
    _publicadas(ahora, de_junto, carpeta)
    html = (_raiz(datos) / "lengua/qtz/index.html").read_text("utf-8")
    assert HOSTIL in texto(check(html)).replace("\n", " "), "se lee a la letra"
    assert "<script>alert" not in html
    assert f'href="../../{PROCESO}/lengua/qtz/"' in html
    assert f'href="../../{OTRA}/" hreflang="es-MX"' in html
    assert '<span lang="es">Elección de junto</span>' in html
    assert '<h2 id="t-durango-2023-2024">Prueba eleccion.nombre</h2>' in html


def test_solo_vale_lo_de_una_eleccion_que_la_tiene_entera(carpeta: Path) -> None:
    """Sin una frase del registro, la portada se ofrece y el registro no."""

    def sin_una(filas: Filas) -> None:
        todo(filas)
        for fila in filas:
            if fila["original"] == "Qué se anota":
                fila.update(traduccion="", hizo="", reviso="", fecha="")

    llenada(carpeta, sin_una)
    [lengua] = lenguas(leer_carpeta(carpeta))
    assert lengua.en_la_raiz == {"index.html", "404.html"}
