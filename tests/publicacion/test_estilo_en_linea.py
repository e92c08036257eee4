"""El estilo va dentro de la página y la política de contenido lo permite por su huella, sin `unsafe-inline`."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.wsgi import crear
from conoceles.nucleo import estatico
from conoceles.publicacion import llave
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.publicador import publicar, publicar_raiz
from conoceles.publicacion.sitio import pagina
from publicacion.eleccion import PROCESO
from publicacion.navegador_publico import atendido
from taller.navegador import chromium

DENTRO = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
PAGINAS = (
    f"{PROCESO}/",
    f"{PROCESO}/candidaturas/ANA/",
    f"{PROCESO}/buscar/?q=ana",
    f"{PROCESO}/no/existe/",
    "",
)


def huella(estilo: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(estilo.encode()).digest()).decode()}'"


def politica(sitio: Path, ruta: str) -> str:
    vistos: list[dict[str, str]] = []
    entorno = {"PATH_INFO": f"/{ruta}", "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
    list(crear(sitio)(entorno, lambda _, encabezados: vistos.append(dict(encabezados))))
    return vistos[0]["Content-Security-Policy"]


def huellas_de(arbol: Path) -> set[str]:
    paginas = [p for p in arbol.rglob("*.html") if p.parent.name != "descargas" or p.name == "index.html"]
    assert len(paginas) > 10
    return {huella(e) for p in paginas for e in DENTRO.findall(p.read_text(encoding="utf-8")) or [""]}


def test_toda_pagina_lleva_el_mismo_estilo_y_la_politica_solo_permite_ese(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    publicar_raiz(ahora)
    [una] = huellas_de(datos / "sitio" / PROCESO / "actual")
    for ruta in PAGINAS:
        dicha = politica(datos / "sitio", ruta.partition("?")[0])
        assert f"style-src 'self' {una};" in dicha, ruta
        assert "unsafe-inline" not in dicha
    assert (
        "url(" not in estatico.en_linea()
    )  # una dirección relativa cambiaría con la profundidad, y la huella con ella


def test_la_huella_se_anuncia_antes_de_estrenar_y_la_anterior_dura_lo_que_se_sirve(
    eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    publicar(PROCESO, ahora=ahora)
    anunciadas = datos / "sitio" / "estilos.conf"
    vieja, nueva = huella(estatico.en_linea()), huella(estatico.en_linea() + "i{color:red}")
    assert anunciadas.read_text() == f'"" " {vieja}";\n'
    servir = Arbol.servir

    def mirando(arbol: Arbol, instantanea: str) -> None:
        assert anunciadas.read_text() == f'"" " {nueva} {vieja}";\n'
        servir(arbol, instantanea)

    monkeypatch.setattr(Arbol, "servir", mirando)
    otro = estatico.en_linea() + "i{color:red}"
    monkeypatch.setattr(estatico, "en_linea", lambda: otro)
    monkeypatch.setattr(llave, "_fuentes", lambda: "otra versión")
    pagina._propios.cache_clear()
    publicar(PROCESO, ahora=ahora + timedelta(minutes=1))
    assert huellas_de(datos / "sitio" / PROCESO / "actual") == {nueva}
    monkeypatch.setattr(Arbol, "servir", servir)
    publicar_raiz(ahora + timedelta(minutes=2))
    assert anunciadas.read_text() == f'"" " {nueva}";\n'


def test_sin_anuncio_la_politica_no_permite_ningun_estilo_de_dentro(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    (datos / "sitio" / "estilos.conf").write_text('"" " \'unsafe-inline\'";\n')
    assert "style-src 'self';" in politica(datos / "sitio", f"{PROCESO}/")


@pytest.mark.navegador
def test_el_navegador_aplica_el_estilo_sin_pedir_nada_y_sin_quejarse(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    publicar_raiz(ahora)
    with atendido(datos / "sitio") as base, chromium() as navegador:
        visita = navegador.new_page()
        dichos: list[str] = []
        visita.on("console", lambda m: dichos.append(m.text))
        visita.route(re.compile(r"/estatico/.*\.(css|woff2|js)$"), lambda r: r.abort())
        for ruta in (*PAGINAS, f"{PROCESO}/incrustar/diputacion-mr-01/"):
            visita.goto(base + ruta)
            assert (
                visita.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)"
            ), ruta
        assert [d for d in dichos if "Content Security Policy" in d] == []


def test_compactar_no_quita_el_espacio_que_va_entre_comillas() -> None:
    """Lo que se lee entre dos valores («Salud, Gobierno») es texto, no un blanco de la hoja."""
    hoja = 'li + li::before { content: ", "; }\n/* nada */ p , a { color : red ; }'
    assert estatico.compactar(hoja) == 'li + li::before{content: ", "}p,a{color : red}'
    assert '", "' in estatico.en_linea()
