"""Del lugar donde alguien vive a su boleta: lo que dice el archivo de lugares, los distritos lado a lado y el día."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from conoceles.proceso.definicion import EnlaceOficial, Localidad, SeccionElectoral
from conoceles.publicacion.archivos import anexos, jornada_ics
from conoceles.publicacion.lectura.fichas import SeElige
from conoceles.publicacion.lectura.fichas_de import marco
from conoceles.publicacion.sitio import donde, pagina, sitio_de
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
