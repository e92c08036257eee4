"""La boleta de muestra: dice en cada hoja que no es una boleta, y lleva los recuadros del papel sin fotografías."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from conoceles.difusion import hacer, piezas
from conoceles.difusion.piezas import Pieza
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Enlace, FuerzaPublica, Papel, SitioPublico
from conoceles.publicacion.sitio import papel
from publicacion import muestras

SELLO = "MUESTRA: NO ES UNA BOLETA"
EMBLEMA = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
PARTIDOS = tuple(
    FuerzaPublica(s, n, "partido", "", i)
    for i, (s, n) in enumerate(
        (("AZ", "Partido Azul"), ("TR", "Partido Tricolor"), ("PT", "Partido del Trabajo"))
    )
)
COALICION = replace(muestras.FUERZAS[0], recuadro="propio", orden=8)


def boleta() -> ContiendaPublica:
    """Una coalición de dos partidos y un partido solo, cuya propietaria entró con las boletas impresas."""
    anterior = Enlace("X", "Nombre Anterior Pérez", "3 de mayo de 2024")
    fichas = [muestras.ficha(n, fuerza=COALICION if n < 2 else PARTIDOS[2]) for n in range(4)]
    fichas[2] = replace(fichas[2], en_papel=anterior)
    frente = papel.recuadros(fichas, (*PARTIDOS, COALICION))
    listas = tuple(papel.listas([muestras.rp()]))
    return replace(
        muestras.contienda(),
        fichas=tuple(fichas),
        papel=Papel(frente, listas, "Por su registro", "LGIPE, artículo 266"),
    )


def hecha(formato: str, *, sitio: SitioPublico | None = None) -> tuple[Pieza, bytes]:
    [pieza] = [
        p
        for p in piezas.de_muestra(sitio or muestras.sitio(), boleta(), "https://x.example/d/")
        if p.formato == formato
    ]
    return pieza, hacer.una(Path("/"), pieza)


def test_el_pdf_lleva_el_sello_en_cada_hoja_y_los_recuadros_en_su_orden() -> None:
    pieza, octetos = hecha("pdf")
    leido = PdfReader(io.BytesIO(octetos))
    hojas = [" ".join(h.extract_text().split()) for h in leido.pages]
    assert all(SELLO in hoja for hoja in hojas)
    dicho = (
        "Partido Azul María de la Luz Núñez Güereca Suplente: Ángel Íñiguez Peña Es la misma persona en TR"
    )
    assert dicho in hojas[0]
    assert [hojas[0].index(p.nombre) for p in PARTIDOS] == sorted(hojas[0].index(p.nombre) for p in PARTIDOS)
    assert "En el papel puede decir Nombre Anterior Pérez" in hojas[0]
    assert "Por qué en este orden: Por su registro. Lo dice: LGIPE, artículo 266." in hojas[0]
    assert "Al reverso: las listas" in hojas[1]
    assert leido.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert leido.metadata is not None
    assert leido.metadata.title == "Muestra, no es una boleta: Diputación local, distrito 5"
    assert pieza.ruta == "materiales/contiendas/diputacion-mr-05/muestra.pdf"


def test_al_reverso_dice_planillas_donde_lo_son_y_listas_si_hay_alguna() -> None:
    lista = muestras.rp()
    planilla = replace(
        lista, clave="regiduria", fichas=tuple(replace(f, puesto="Regiduría 1") for f in lista.fichas)
    )
    sitio = replace(muestras.sitio(), contiendas=(lista, planilla))
    for suyas, dice in (
        ([planilla], ["Al reverso: las planillas", "El mismo voto cuenta para la planilla de quien marque."]),
        ([planilla, lista], ["Al reverso: las listas", "El mismo voto cuenta para la lista de quien marque."]),
    ):  # fmt: skip
        otra = replace(
            boleta(), papel=replace(boleta().papel or Papel(()), reverso=tuple(papel.listas(suyas)))
        )
        pdf, _ = piezas.de_muestra(sitio, otra, "https://x.example/d/")
        assert [pdf.datos["al_reverso"], pdf.datos["un_voto"]] == dice


def test_no_lleva_ninguna_fotografia_aunque_las_haya() -> None:
    assert any(f.foto for f in boleta().fichas)
    pieza, octetos = hecha("pdf")
    assert "fotos/" not in repr(pieza.datos)
    assert [i for h in PdfReader(io.BytesIO(octetos)).pages for i in h.images] == []


def test_la_imagen_es_una_sola_hoja_y_los_mismos_datos_dan_los_mismos_octetos() -> None:
    _, octetos = hecha("png")
    with Image.open(io.BytesIO(octetos)) as imagen:
        assert imagen.size == (1224, 1584)
    assert hecha("png")[1] == octetos
    assert len(octetos) < 150_000


def test_el_emblema_que_dio_el_instituto_va_en_su_recuadro_y_los_demas_llevan_sus_siglas() -> None:
    sitio = replace(muestras.sitio(), emblemas=(("AZ", EMBLEMA),))
    texto = PdfReader(io.BytesIO(hecha("pdf", sitio=sitio)[1])).pages[0].extract_text()
    siglas = [renglon.strip() for renglon in texto.splitlines()]
    assert "AZ" not in siglas
    assert {"TR", "PT"} <= set(siglas)


def test_quien_sale_de_la_boleta_o_de_sus_listas_retira_la_muestra_que_lo_nombra() -> None:
    pdf, png = piezas.de_muestra(muestras.sitio(), boleta(), "https://x.example/d/")
    del_frente, de_las_listas = {f.folio for f in boleta().fichas}, {f.folio for f in muestras.rp().fichas}
    assert del_frente | de_las_listas | {"X"} == set(pdf.folios)
    assert del_frente | {"X"} == set(png.folios)  # también quien sigue en el papel


def test_de_las_listas_y_de_una_boleta_vacia_no_hay_muestra() -> None:
    vacia = replace(boleta(), papel=Papel(()))
    for sin in (muestras.rp(), vacia):
        assert list(piezas.de_muestra(muestras.sitio(), sin, "https://x.example/d/")) == []


@pytest.mark.parametrize("cuantas", [3, 24])
def test_por_muchos_recuadros_que_haya_el_frente_cabe_en_una_hoja(cuantas: int) -> None:
    muchos = tuple(FuerzaPublica(f"P{n}", f"Partido número {n}", "partido", "", n) for n in range(cuantas))
    fichas = [
        replace(muestras.ficha(2 * n, fuerza=f), folio=f"F{n}", companera=None) for n, f in enumerate(muchos)
    ]
    otra: Any = replace(boleta(), fichas=tuple(fichas), papel=Papel(papel.recuadros(fichas, muchos)))
    [pdf, _] = piezas.de_muestra(muestras.sitio(), otra, "https://x.example/d/")
    assert len(PdfReader(io.BytesIO(hacer.una(Path("/"), pdf))).pages) == 1
