"""Lo que hace la segunda vuelta y lo que se descarga, se sigue o se comprueba, en las lenguas con algo traducido."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.difusion import en_lengua, segunda
from conoceles.difusion.adaptaciones import hoja, recibir
from conoceles.difusion.adaptaciones.originales import de_todas
from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.formatos import programas
from conoceles.difusion.piezas import Pieza
from conoceles.proceso.consultas import definicion
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio.lenguas.tarjetas import Decir, tal_cual
from difusion.archivos_en_lengua import (
    el_acuse,
    la_boleta_incrustada,
    las_cifras,
    las_infografias,
    los_canales,
)
from difusion.test_adaptaciones import _llena
from paginas import check, texto
from personas import recargar
from publicacion.eleccion import PROCESO, SISTEMA, sale
from publicacion.hoja_de_lengua import Filas, copia, llenada, todo

pytestmark = pytest.mark.lenta
HOSTIL = '<script>alert()</script>"onclick=x {{ sitio }}'


@pytest.fixture(autouse=True)
def pocos_materiales(monkeypatch: pytest.MonkeyPatch) -> None:
    """De la segunda vuelta, las páginas y lo de una boleta que se comparte y se imprime."""

    def de_una(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
        suyas = (p for p in de_todo(sitio, url, decir) if p.formato in ("tarjeta", "volante", "boton"))
        return (p for p in suyas if "mr-01/" in p.ruta or "/ANA/" in p.ruta or p.dibujo == "portal")

    monkeypatch.setattr(segunda, "de_todo", de_una)
    monkeypatch.setattr(en_lengua, "de_todo", de_una)
    monkeypatch.setattr(programas, "falta", lambda: True)


def _con_la_invitacion_hostil(filas: Filas) -> None:
    todo(filas)
    for fila in filas:
        if fila["original"].startswith("Conóceles: quiénes piden su voto el {1}"):
            fila["traduccion"] = f"{HOSTIL} {{1}}"


def _difundida(carpeta: Path, ahora: datetime) -> None:
    recargar(carpeta, ahora)
    publicar(PROCESO, ahora=ahora, cortes=True)
    segunda.difundir(PROCESO, ahora=ahora)


def test_prensa_adaptaciones_y_portal_se_leen_en_su_lengua_y_salen_con_quien_sale(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, tmp_path: Path
) -> None:
    carpeta = copia(tmp_path / "traducida")
    llenada(carpeta, _con_la_invitacion_hostil)
    _difundida(carpeta, ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    originales = list(de_todas(actual, segunda.sitio_a_la_vista(PROCESO, ahora)))
    en_hoja = _llena(hoja.escribir_hoja(originales, {}), texto="Texto <b>adaptado</b>")
    recibir.recibir_hoja(
        definicion=definicion(PROCESO), clase="qtz", octetos=en_hoja, originales=originales, por=SISTEMA, ahora=ahora,
    )  # fmt: skip
    segunda.difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
    suyo = actual / "lengua/qtz"
    _la_prensa(actual, suyo)
    _lo_adaptado(suyo)
    _el_portal(suyo)
    _lo_que_se_comparte(actual, suyo)
    las_cifras(actual, suyo)
    las_infografias(actual, suyo)
    los_canales(suyo)
    la_boleta_incrustada(datos / "sitio", suyo)
    el_acuse(datos / "sitio", ahora)
    sale(eleccion, "ANA", ahora + timedelta(minutes=2), desde="publicada")
    publicar(PROCESO, ahora=ahora + timedelta(minutes=3))
    de_texto = [p for p in suyo.rglob("*") if p.suffix in (".html", ".atom", ".svg", ".csv")]
    assert {p.suffix for p in de_texto} == {".html", ".atom", ".svg", ".csv"}
    nombran = [p for p in de_texto if "Ana María de la Luz" in p.read_text("utf-8")]
    assert [str(p) for p in nombran] == []
    quedan = [*suyo.rglob("ANA/tarjeta.*"), *suyo.rglob("ANA/*.txt"), *suyo.rglob("diputacion-mr-01/*.???")]
    assert [p.name for p in quedan if p.suffix in (".png", ".jpg", ".pdf", ".txt")] == ["tarjeta.png"], (
        "la muestran"
    )


def _lo_que_se_comparte(actual: Path, suyo: Path) -> None:
    """De cada imagen e impreso, el suyo: la página lo enlaza, con su texto alternativo, y la de español no cambia."""
    carpeta = "materiales/contiendas/diputacion-mr-01"
    html = (suyo / carpeta / "index.html").read_text("utf-8")
    for nombre in ("tarjeta.png", "volante.pdf", "letra-grande.pdf"):
        assert (suyo / carpeta / nombre).read_bytes() != (actual / carpeta / nombre).read_bytes()
        assert f'href="../../../{carpeta}/{nombre}"' in html, nombre
    [tarjeta] = (suyo / "materiales/candidaturas/ANA").glob("tarjeta.*")
    assert f'href="../../../materiales/candidaturas/ANA/{tarjeta.name}"' in html
    [alternativo] = re.findall(
        r"<p class=.suave fino.>[^<]*(?:<span lang=.es.>Ana María[^/]*/span>[^<]*)", html
    )
    assert "Fotografía" not in alternativo
    assert "sin fotografía" not in alternativo
    assert 'href="../../../materiales/candidaturas/ANA/perfil.txt"' in html
    for ruta in ("candidaturas/ANA", "contiendas/diputacion-mr-01"):
        [anuncia] = re.findall(
            r'"og:image" content="[^"]*/(lengua/qtz/[^"]+)"', (suyo / ruta / "index.html").read_text("utf-8")
        )
        de_espanol = anuncia.removeprefix("lengua/qtz/")
        assert (actual / anuncia).read_bytes() != (actual / de_espanol).read_bytes()
        assert f'/{PROCESO}/{de_espanol}"' in (actual / ruta / "index.html").read_text("utf-8")
    assert "lengua/" not in (actual / carpeta / "index.html").read_text("utf-8").partition("<main")[2]


def _la_prensa(actual: Path, suyo: Path) -> None:
    html = (suyo / "prensa/index.html").read_text("utf-8")
    pagina = check(html)
    assert pagina.get("lang") == "qtz"
    for frase in ("El método", "se publicó", "candidaturas en", "numeroso", "A quién preguntar", "Entre "):
        assert frase not in texto(pagina), frase
    assert 'href="novedades.atom"' in html, "el canal, en su lengua"
    assert 'href="../candidaturas/ANA/"' in html
    assert '<link rel="alternate" hreflang="qtz" href="../lengua/qtz/prensa/">' in (
        actual / "prensa/index.html"
    ).read_text("utf-8")


def _lo_adaptado(suyo: Path) -> None:
    """Lo que alguien adaptó dice su lengua, y ni la página ni la lista lo dan por español."""
    html = (suyo / "materiales/candidaturas/ANA/qtz.html").read_text("utf-8")
    assert check(html).get("lang") == "qtz"
    assert '<p lang="qtz">Texto &lt;b&gt;adaptado&lt;/b&gt;</p>' in html
    assert re.search(r'<h2 lang="qtz">Prueba curricular\.', html)
    assert 'href="../../../candidaturas/ANA/"' in html
    lista = (suyo / "materiales/contiendas/diputacion-mr-01/index.html").read_text("utf-8")
    assert 'href="../../../materiales/candidaturas/ANA/qtz.html"' in lista
    assert 'hreflang="es-MX"' not in lista[lista.index("ANA/qtz.html") :][:40]


def _el_portal(suyo: Path) -> None:
    """Quien copia el código copia texto: lo traducido no llega como etiqueta a otro portal."""
    html = (suyo / "materiales/portal/index.html").read_text("utf-8")
    pagina = check(html)
    assert (suyo / "materiales/portal/boton.png").read_bytes() != (
        suyo.parents[1] / "materiales/portal/boton.png"
    ).read_bytes()
    assert f"/{PROCESO}/lengua/qtz/materiales/portal/boton.png&quot; alt=&quot;&amp;lt;script" in html
    assert '<img src="../../materiales/portal/boton.png" alt="&lt;script' in html
    _, codigo = [t for c in pagina.findall(".//{*}code") if "alert" in (t := "".join(c.itertext()))]
    assert f'/{PROCESO}/lengua/qtz/" hreflang="qtz">&lt;script&gt;' in codigo
    assert "<script>alert" not in codigo
    assert "<script>alert" not in html
