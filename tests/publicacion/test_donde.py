"""Del lugar donde alguien vive a su boleta: lo que dice el archivo de lugares, los distritos lado a lado y el día."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from icalendar import Calendar

from conoceles.nucleo.texto import slug
from conoceles.proceso.definicion import EnlaceOficial, Localidad, SeccionElectoral
from conoceles.publicacion.archivos import anexos, jornada_ics
from conoceles.publicacion.lectura.fichas import Enlace, MunicipioPublico, SeElige
from conoceles.publicacion.lectura.fichas_de import marco
from conoceles.publicacion.publicador import publicar
from conoceles.publicacion.sitio import donde, pagina, sitio_de
from paginas import check_de
from publicacion import muestras

URL = "https://conoceles.example/durango/"
INE = EnlaceOficial("casillas", "Ubique su casilla", "https://ine.example/")


def lugares(definicion: Any) -> dict[str, Any]:
    m = marco(definicion, "abierta")
    return json.loads(
        anexos.del_territorio(sitio_de.comun(m, inventado=False), m, URL)["secciones/lugares.json"]
    )


def test_lugares_lleva_cada_municipio_a_sus_boletas_y_nunca_a_las_de_todo_el_estado(durango: Any) -> None:
    datos = lugares(durango)
    assert {b[0] for b in datos["boletas"]} == {f"diputacion-mr-{n:02}" for n in range(1, 16)}
    assert len(datos["boletas"]) == 15
    dice = {m[0]: [datos["boletas"][b][0] for b in m[3]] for m in datos["municipios"]}
    assert dice["Canatlán"] == ["diputacion-mr-08"]
    assert dice["Durango"] == [f"diputacion-mr-{n:02}" for n in range(1, 7)]
    assert next(m[2] for m in datos["municipios"] if m[0] == "El Oro") == ["Oro"]


def test_lugares_lleva_la_seccion_sin_distrito_a_todas_las_de_su_municipio(durango: Any) -> None:
    secciones = (
        SeccionElectoral(7, "005", None),
        SeccionElectoral(8, "005", 2),
        SeccionElectoral(9, "005", 2),
    )
    datos = lugares(replace(durango, secciones=secciones, localidades=(Localidad("La Joya", "005", (7, 9)),)))
    leidas = [
        (d, h, datos["municipios"][m][0], [datos["boletas"][b][0][-2:] for b in bs])
        for d, h, m, bs in datos["secciones"]
    ]
    assert leidas == [(7, 7, "Durango", ["01", "02", "03", "04", "05", "06"]), (8, 9, "Durango", ["02"])]
    assert datos["localidades"] == [["La Joya", 4, [7, 9]]]


def test_con_muchos_municipios_la_portada_lleva_a_su_inicial_y_cada_uno_esta_en_una_pagina(
    durango: Any, eleccion: dict[str, Any], datos: Path, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """De la inicial al municipio y de ahí a su boleta, todo con enlaces: sin guiones, con teclado o con lector de pantalla."""
    monkeypatch.setattr(donde, "CABEN", 8)
    publicar(durango.clave, ahora=ahora)
    actual = datos / "sitio" / durango.clave / "actual"
    leer = lambda ruta: check_de(ruta, (actual / ruta).read_text("utf-8"))  # noqa: E731
    iniciales = _enlaces(leer("index.html"), "lugares/")
    assert {f"lugares/{slug(m.nombre)[0]}/" for m in durango.municipios} == {*iniciales}
    assert 'id="municipios"' not in (actual / "index.html").read_text("utf-8")
    hojas, dichos = set[str](), list[str]()
    for inicial in iniciales:
        pagina = leer(f"{inicial}index.html")
        partes = {f"lugares/{p[3:]}" for p in _enlaces(pagina, "../")} - {*iniciales}
        hojas |= {p for p in partes if len(p) > len("lugares/s/")} or {inicial}
    for hoja in hojas:
        html = (actual / hoja / "index.html").read_text("utf-8")
        dichos += re.findall(r"<li><strong>(?:<a [^>]+>)?([^<]+)<", html)
        for destino in _enlaces(leer(f"{hoja}index.html"), "../../contiendas/"):
            assert (actual / hoja / destino / "index.html").exists()
    assert sorted(dichos) == sorted(m.nombre for m in durango.municipios)
    gomez = (actual / "lugares/g/index.html").read_text("utf-8")
    assert '<a href="../../secciones/#municipio-007">Gómez Palacio</a>' in gomez


def test_la_portada_pesa_lo_mismo_con_cualquier_territorio() -> None:
    def con(veces: int) -> str:
        sitio = muestras.sitio()
        tantos = (
            MunicipioPublico(f"{n:04}", f"{chr(65 + n % 26)} {n}", (Enlace(f"c-{n}", f"Boleta {n}", ""),), 1)
            for n in range(veces)
        )
        return pagina.portada(replace(sitio, municipios=tuple(tantos)))

    assert len(con(2500)) == len(con(130))
    assert len(con(2500)) < len(con(100)), "la lista más larga que cabe"


def test_sin_boletas_por_municipio_la_portada_tampoco_crece_con_ellas() -> None:
    sitio = replace(muestras.sitio(), municipios=())
    boleta = sitio.contiendas[0]
    pocas, muchas = (
        pagina.portada(
            replace(sitio, contiendas=tuple(replace(boleta, clave=f"c-{n}") for n in range(cuantas)))
        )
        for cuantas in (100, 101)
    )
    assert 'href="./contiendas/c-99/"' in pocas
    assert "contiendas/c-" not in muchas
    assert '<a href="contiendas/">Ver todas las boletas</a>' in muchas


def _enlaces(arbol: Element, comienzo: str) -> list[str]:
    main = next(arbol.iter("{http://www.w3.org/1999/xhtml}main"))
    destinos = [a.get("href") or "" for a in main.iter("{http://www.w3.org/1999/xhtml}a")]
    return [
        d for d in destinos if d.startswith(comienzo) and (comienzo != "../" or not d.startswith("../../"))
    ]


def test_municipio_repartido_sin_catalogo_ensena_sus_distritos_con_lo_que_los_distingue_y_a_quien_preguntar() -> (
    None
):
    sitio = replace(muestras.sitio(), enlaces=(INE,))
    html = pagina.sencilla("secciones", sitio, **donde.secciones(sitio))
    cuerpo = html.partition("<main")[2].partition("</main>")[0]
    assert '<h2 id="municipio-005">Durango: 2 distritos</h2>' in cuerpo
    assert cuerpo.count('<li class="distrito">') == 2
    assert 'href="https://ine.example/"' in cuerpo
    assert muestras.NOMBRES[0] in cuerpo
    assert "mailto:" not in cuerpo  # nunca termina en un correo


def test_con_catalogo_inventado_se_dice(durango: Any) -> None:
    sitio = muestras.con_secciones(muestras.sitio())
    html = pagina.sencilla("secciones", sitio, **donde.secciones(sitio))
    assert "Ninguna de estas secciones ni localidades existe." in html
    assert "Ninguna de estas" not in pagina.sencilla(
        "secciones", muestras.sitio(), **donde.secciones(muestras.sitio())
    )


def test_la_portada_dice_que_se_elige_y_que_hace_y_el_archivo_no_invita_a_votar() -> None:
    elige = (SeElige("15 diputaciones de mayoría relativa, una por distrito", "Hacen las leyes."),)
    abierta = pagina.portada(replace(muestras.sitio(), se_elige=elige, enlaces=(INE,)))
    assert (
        "<strong>15 diputaciones de mayoría relativa, una por distrito.</strong> Hacen las leyes." in abierta
    )
    assert 'href="jornada.ics"' in abierta
    assert "Ubique su casilla" in abierta
    archivo = pagina.portada(replace(muestras.sitio(archivo=True), se_elige=elige))
    assert "jornada.ics" not in archivo
    assert "Qué se eligió el 2\u00a0de junio de\u00a02024" in archivo


def test_lo_que_se_elige_sale_de_los_cargos(durango: Any) -> None:
    dicho = sitio_de.comun(marco(durango, "abierta"), inventado=False).se_elige
    assert [x.que for x in dicho] == [
        "15 diputaciones de mayoría relativa, una por distrito",
        "diputaciones de representación proporcional, por listas y con el mismo voto",
    ]
    assert "leyes" in dicho[0].que_hace


@pytest.mark.parametrize(
    ("nombre", "visto"),
    [
        ("Cuencamé", "Cuen-ca-mé"),
        ("Tlahualilo", "Tla-hua-li-lo"),
        ("San Dimas", "San Dimas"),
        ("Guadalupe Victoria", "Gua-da-lu-pe Vic-to-ria"),
    ],
)
def test_un_nombre_largo_se_puede_partir_por_silabas(nombre: str, visto: str) -> None:
    assert donde.partible(nombre).replace("\u00ad", "-") == visto


def test_el_dia_lo_lee_otro_calendario_tal_como_es() -> None:
    elige = (SeElige("15 diputaciones; una por distrito, con \\ y todo"), SeElige("ñandúes " * 30))
    octetos = jornada_ics.archivo(replace(muestras.sitio(), se_elige=elige), date(2024, 6, 2), URL)
    assert all(len(renglon) <= 75 for renglon in octetos.split(b"\r\n"))
    assert b"\n" not in octetos.replace(b"\r\n", b"")
    calendario = Calendar.from_ical(octetos)
    assert calendario["VERSION"] == "2.0"
    [dia] = calendario.walk("VEVENT")
    assert (dia["DTSTART"].dt, dia["DTEND"].dt) == (date(2024, 6, 2), date(2024, 6, 3))
    assert dia["SUMMARY"] == "Jornada electoral en Durango"
    assert dia["DESCRIPTION"] == f"Se elige: {elige[0].que}; {elige[1].que}.\nConozca su boleta: {URL}"
    assert str(dia["URL"]) == URL
    assert calendario.errors == dia.errors == []


def test_el_dia_no_se_ofrece_en_el_archivo(durango: Any) -> None:
    m = marco(durango, "archivo")
    assert jornada_ics.RUTA not in anexos.del_territorio(sitio_de.comun(m, inventado=False), m, URL)
