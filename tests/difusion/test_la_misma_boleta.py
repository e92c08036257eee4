"""Cuanto sale del sitio dice los recuadros de la página: todos, en su orden y con el nombre de quien los ocupa.

Los recuadros se leen de la página publicada, con otro lector; de cada salida se lee lo que de verdad dice.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pypdf import PdfReader

from conoceles.difusion import calendario, hacer, segunda
from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.dibujo.lienzo import Lienzo
from conoceles.proceso.contenido.cotejo import la_que_consta
from conoceles.publicacion.lectura.fichas import Enlace, FuerzaPublica, Papel
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import papel
from difusion import elenco
from publicacion.eleccion import PROCESO

BOLETA, CLAVE = "materiales/contiendas/diputacion-mr-02", "diputacion-mr-02"
Leer = Callable[[Path], str]


class Casilla(NamedTuple):
    fuerza: str
    nombre: str


def de_la_pagina(actual: Path) -> list[Casilla]:
    """Los recuadros de la boleta, leídos de su página sin saber cómo se hizo."""
    html = (actual / f"contiendas/{CLAVE}/index.html").read_text()
    lista = html.partition('<ol class="papel">')[2].partition("</ol>")[0]
    recuadros = lista.split('class="recuadro"')[1:]
    fuerza, nombre = r'recuadro__fuerza"><span[^>]*>([^<]+)', r'candidaturas/[^"]+">([^<]+)'
    return [Casilla(_uno(fuerza, r), _uno(nombre, r)) for r in recuadros]


def _uno(patron: str, texto: str) -> str:
    hallado = re.search(patron, texto)
    assert hallado, texto
    return unescape(hallado[1])


def _seguido(texto: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", texto)))


def _pdf(nombre: str) -> Leer:
    def leer(actual: Path) -> str:
        hojas = PdfReader(io.BytesIO((actual / BOLETA / nombre).read_bytes())).pages
        return _seguido(" ".join(h.extract_text() for h in hojas))

    return leer


def _html(ruta: str) -> Leer:
    return lambda actual: _seguido((actual / ruta).read_text())


def _api(actual: Path) -> str:
    documento = json.loads((actual / f"datos/api/contiendas/{CLAVE}.json").read_bytes())
    assert [c["numero"] for c in documento["casillas"]] == [*range(1, len(documento["casillas"]) + 1)]
    return "; ".join(f"{c['fuerza']}: {c['formula'][0]['nombre']}" for c in documento["casillas"])


SALIDAS: dict[str, Leer] = {
    "cartel": _pdf("cartel.pdf"),
    "mural": _pdf("mural.pdf"),
    "volante": _pdf("volante.pdf"),
    "muestra": _pdf("muestra.pdf"),
    "letra grande": _pdf("letra-grande.pdf"),
    "incrustada": _html(f"incrustar/{CLAVE}/index.html"),
    "texto alternativo": _html(f"{BOLETA}/index.html"),
    "documento para programas": _api,
}


def en_orden(casillas: list[Casilla], dicho: str) -> None:
    """Cada recuadro, detrás del anterior, con la fuerza y la persona."""
    hasta = 0
    for casilla in casillas:
        junto = min(_lugar(dicho, casilla.fuerza, hasta), _lugar(dicho, casilla.nombre, hasta))
        hasta = max(_lugar(dicho, casilla.fuerza, junto), _lugar(dicho, casilla.nombre, junto)) + 1


def _lugar(dicho: str, que: str, desde: int) -> int:
    lugar = dicho.find(que, desde)
    assert lugar >= 0, (que, dicho[desde : desde + 400])
    return lugar


@pytest.mark.lenta
def test_publicar_una_coalicion_la_dice_entera_en_cuanto_sale_del_sitio(
    eleccion: dict[str, Any], datos: Path, ahora: datetime
) -> None:
    publicar(PROCESO, ahora=ahora)
    segunda.difundir(PROCESO, ahora=ahora)
    actual = datos / "sitio" / PROCESO / "actual"
    casillas = de_la_pagina(actual)
    assert len(casillas) == 3, "la postulan tres partidos, y cada uno tiene su recuadro"
    assert len({c.fuerza for c in casillas}) == 3
    for leer in SALIDAS.values():
        en_orden(casillas, leer(actual))
    _en_lo_que_se_publica_en_redes(casillas, ahora)


def _en_lo_que_se_publica_en_redes(casillas: list[Casilla], ahora: datetime) -> None:
    d, sitio = la_que_consta(PROCESO), segunda.sitio_a_la_vista(PROCESO, ahora)
    turno = calendario.Turno(1, calendario.lugares(d)[0][0], "boleta", CLAVE)
    [una] = calendario.publicaciones(d, sitio, [turno], "https://x.example/d/")
    en_orden(casillas, una.alternativo)
    for red, texto in una.textos.items():
        nombrados = [c.fuerza for c in casillas if c.fuerza in texto]
        assert nombrados in ([], [c.fuerza for c in casillas]), f"{red}: a todas o a ninguna"


PARTIDOS = tuple(FuerzaPublica(f"P{n}", f"Partido {n}", "partido", "#123456", n) for n in range(4))
COALICION = FuerzaPublica(
    "C", "Coalición de Prueba", "coalicion", "#123456", 8, ("Partido 0", "Partido 1"), "propio"
)
COMUN = FuerzaPublica(
    "CC", "Candidatura común de prueba", "candidatura_comun", "", 9, ("Partido 2", "Partido 3"), "comun"
)


def test_dibujar_una_alianza_y_una_sustitucion_tardia_las_dice_cada_imagen_y_cada_papel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    impreso = Enlace("Z", "Nombre Anterior Pérez")
    personas = (
        elenco.ficha("A", "Ana Paz", COALICION, companera=Enlace("B", "Beto Ruiz", "Suplente")),
        elenco.ficha("B", "Beto Ruiz", COALICION, calidad="suplente", calidad_texto="Suplente",
                     companera=Enlace("A", "Ana Paz", "Propietaria")),
        elenco.ficha("C", "Cora Sol", COMUN, en_papel=impreso),
    )  # fmt: skip
    frente = papel.recuadros(personas, (*PARTIDOS, COALICION, COMUN))
    boleta = replace(elenco.boleta(personas), papel=Papel(frente))
    sitio = replace(elenco.SITIO, contiendas=(boleta,))
    for dicho in _de_cada_pieza(sitio, tmp_path, monkeypatch):
        casillas = [
            Casilla("Partido 0", "Ana Paz"), Casilla("Partido 1", "Ana Paz"), Casilla(COMUN.nombre, "Cora Sol"),
        ]  # fmt: skip
        en_orden(casillas, dicho)
        for debe in (
            "Coalición de Prueba",
            "Partido 2 y Partido 3",
            "Nombre Anterior Pérez en vez de Cora Sol",
        ):
            assert debe in dicho, (debe, dicho)
        assert "Beto Ruiz. En el papel" not in dicho, "lo del papel no es de la suplente"


def _de_cada_pieza(sitio: Any, fotos: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lo que escribe cada imagen y cada impreso de la boleta."""
    escrito, escritos = Lienzo.texto, list[str]()

    def anotar(lienzo: Any, x: int, y: int, ancho: int, frase: str, *mas: Any, **otras: Any) -> int:
        escritos.append(frase)
        return int(escrito(lienzo, x, y, ancho, frase, *mas, **otras))

    monkeypatch.setattr(Lienzo, "texto", anotar)
    dichos = []
    for pieza in (p for p in de_todo(sitio, elenco.URL) if p.dibujo in ("boleta", "infografia", "impreso")):
        escritos.clear()
        octetos = hacer.una(fotos, pieza)
        if pieza.dibujo == "impreso":
            escritos[:] = [h.extract_text() for h in PdfReader(io.BytesIO(octetos)).pages]
        dichos.append(_seguido(" | ".join(escritos)))
        assert "Coalición de Prueba" in pieza.alternativo
        assert "Nombre Anterior Pérez" in pieza.alternativo
    assert len(dichos) == 9
    return dichos
