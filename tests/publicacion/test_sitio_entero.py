"""El árbol publicado, entero: todo enlace llega, todo HTML es válido, nada es ajeno y todo cabe en su presupuesto."""

from __future__ import annotations

import re
import tomllib
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import pytest

from conoceles.difusion.segunda import difundir
from conoceles.lector.encabezados import seguridad
from conoceles.lector.wsgi import crear
from conoceles.nucleo import estatico
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.publicacion import llave
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.registro_publico import Libro
from conoceles.publicacion.sitio import pagina
from paginas import check
from publicacion.eleccion import PROCESO, version
from publicacion.sin_dibujos import sin_dibujos

pytestmark = [pytest.mark.lenta, pytest.mark.usefixtures("enlazados")]

KIB = 1024
URLS = re.compile(r'\s(?:href|src|srcset|action)="([^"]*)"')
FASES = {
    "antes": "2024-04-09T10:00:00-06:00",
    "abierta": "2024-04-25T10:00:00-06:00",
    "archivo": "2024-06-03T10:00:00-06:00",
}
LARGO = "Propuesta con todas sus letras, sus metas y sus plazos, para que se lea completa. " * 40


@pytest.fixture
def enlazados(monkeypatch: pytest.MonkeyPatch) -> None:
    """De los materiales se mira que el enlace llegue; lo que dicen, en `tests/difusion`."""
    sin_dibujos(monkeypatch)


@pytest.fixture(params=sorted(FASES))
def arbol(request: pytest.FixtureRequest, enlazados: None, eleccion: dict[str, Any], datos: Path) -> Path:
    """La elección publicada en cada fase, con una ficha llena, y la raíz."""
    momento = datetime.fromisoformat(FASES[request.param])
    _llenar(eleccion["ANA"], momento)
    publicar(PROCESO, ahora=momento)
    publicar_raiz(momento)
    difundir(PROCESO, ahora=momento)
    Libro().al_dia(momento)
    return datos / "sitio" / PROCESO / "actual"


def _llenar(candidatura: Any, momento: datetime) -> None:
    textos = ("historia", "trayectoria", "motivo", "propuesta_1", "propuesta_2", "propuesta_genero")
    version(candidatura, 2, momento, **dict.fromkeys(textos, LARGO))


def paginas(arbol: Path) -> dict[str, str]:
    """Ruta → HTML de todas las páginas con la hoja del sitio."""
    return {
        str(p.relative_to(arbol)): p.read_text(encoding="utf-8")
        for p in sorted(arbol.rglob("*.html"))
        if not (p.parent.name == "descargas" and p.name != "index.html")
    }


def test_el_arbol_publicado_cumple_en_toda_fase(arbol: Path) -> None:
    todas = paginas(arbol)
    assert len(todas) >= 5
    for ruta, html in todas.items():
        check(html)
        for enlace in _enlaces(html):
            _llega(arbol, ruta, enlace)
    _presupuestos(arbol, todas)


def test_otra_version_del_programa_no_deja_paginas_sin_su_hoja(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(PROCESO, ahora=ahora)
    contenidos = estatico.contenidos()
    otra = contenidos | {"conoceles.js": contenidos["conoceles.js"] + b"// otra"}
    with monkeypatch.context() as cambio:
        cambio.setattr(estatico, "contenidos", lambda: otra)
        _olvidar_lo_estatico()
        publicar(PROCESO, ahora=ahora + timedelta(minutes=1))  # sin corte de por medio
        difundir(PROCESO, ahora=ahora + timedelta(minutes=1))
        Libro().al_dia(ahora + timedelta(minutes=1))
    _olvidar_lo_estatico()
    arbol = datos / "sitio" / PROCESO / "actual"
    for ruta, html in paginas(arbol).items():
        for enlace in _enlaces(html):
            _llega(arbol, ruta, enlace)


def _olvidar_lo_estatico() -> None:
    for recordado in (estatico.nombres, estatico.archivos, llave._fuentes, pagina._propios):
        recordado.cache_clear()


# Lo único ajeno a lo que lleva el sitio: lo que la elección declara.
DE_OTRA_AUTORIDAD = {
    e["direccion"]
    for e in tomllib.loads((RAIZ_PROYECTO / "procesos" / PROCESO / "proceso.toml").read_text("utf-8"))[
        "enlaces"
    ]
}

_PRUEBAS = f"/un/pruebas/{PROCESO}/"


def _enlaces(html: str) -> set[str]:
    return {unescape(e) for e in URLS.findall(html)}


def _llega(arbol: Path, ruta: str, enlace: str) -> None:
    """Relativo, dentro de la elección, y con un archivo (y su ancla) al otro lado.

    La prueba de un perfil va junto al sitio; la portada del instituto, con todas sus elecciones, encima.
    """
    partes = urlsplit(enlace)
    if partes.scheme in ("mailto", "tel") or (partes.scheme in ("http", "https") and "ejemplo" in enlace):
        return
    if enlace in DE_OTRA_AUTORIDAD:
        return
    assert not partes.scheme, f"{ruta}: {enlace}"
    assert not partes.netloc, f"{ruta}: {enlace}"
    assert not partes.path.startswith("/"), f"{ruta}: {enlace}"
    destino = unquote(urlsplit(urljoin(f"http://x/un/prefijo/{ruta}", enlace)).path)
    if destino.startswith(_PRUEBAS) and destino.endswith(".prueba"):
        suya = arbol.parents[1] / destino.removeprefix("/un/")
        assert suya.is_file(), f"{ruta}: {enlace} no lleva a ningún lado"
        return
    if destino == "/un/":
        return
    assert destino.startswith("/un/prefijo/"), f"{ruta} sale de la elección: {enlace}"
    relativo = destino.removeprefix("/un/prefijo/")
    if relativo in ("buscar/", "comparar/"):
        assert (arbol / "busqueda.sqlite").exists(), f"{ruta}: {enlace}"
        return
    archivo = arbol / (relativo + "index.html" if not relativo or relativo.endswith("/") else relativo)
    assert archivo.is_file(), f"{ruta}: {enlace} no lleva a ningún lado"
    if partes.fragment:
        assert f'id="{partes.fragment}"' in archivo.read_text(encoding="utf-8"), f"{ruta}: {enlace}"


def _presupuestos(arbol: Path, todas: dict[str, str]) -> None:
    pesos = {ext: sum(_peso(p) for p in (arbol / "estatico").glob(f"*.{ext}")) for ext in ("css", "js")}
    assert max(pesos.values()) <= 15 * KIB
    perfiles = [
        len(brotli.compress(h.encode(), quality=5))
        for r, h in todas.items()
        if r.startswith("candidaturas/") and r.count("/") == 2
    ]
    assert max(perfiles, default=0) <= 14 * KIB
    letra = sum(p.stat().st_size for p in (arbol / "estatico").glob("*.woff2"))
    assert sum(pesos.values()) + letra + max(perfiles, default=0) + fotos.TOPE <= 120 * KIB


def _peso(archivo: Path) -> int:
    comprimido = archivo.with_name(archivo.name + ".br")
    return (comprimido if comprimido.exists() else archivo).stat().st_size


def test_ninguna_respuesta_pone_galletas_y_solo_la_tarjeta_cabe_en_otro_sitio(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    lector = crear(datos / "sitio")
    for ruta in ("", "candidaturas/ANA/", "buscar/", "incrustar/diputacion-mr-01/"):
        vistos: list[tuple[str, list[tuple[str, str]]]] = []
        entorno = {"PATH_INFO": f"/{PROCESO}/{ruta}", "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
        list(lector(entorno, lambda estado, encabezados, v=vistos: v.append((estado, encabezados))))
        [(estado, encabezados)] = vistos
        assert estado == "200 OK"
        assert "Set-Cookie" not in dict(encabezados)
        marcos = "*" if ruta.startswith("incrustar/") else "'none'"
        assert f"frame-ancestors {marcos}" in dict(encabezados)["Content-Security-Policy"]
    assert "frame-ancestors *" in dict(seguridad("incrustar/x/index.html"))["Content-Security-Policy"]
