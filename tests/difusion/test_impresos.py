"""El cartel, el mural y la hoja carta: una página accesible en la que mandan los nombres."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest

from conoceles.difusion import hacer
from conoceles.difusion.catalogo import de_todo
from difusion import elenco
from informes.test_pdf import revisar


@pytest.fixture
def fotos(tmp_path: Path) -> Path:
    return elenco.retratos(tmp_path)


@pytest.mark.parametrize("cuantas", [1, 12])
def test_los_impresos_son_una_pagina_etiquetada_con_titulo_y_lengua(cuantas: int, fotos: Path) -> None:
    piezas = [p for p in de_todo(elenco.sitio(elenco.formulas(cuantas)), elenco.URL) if p.dibujo == "impreso"]
    assert [p.formato for p in piezas] == ["cartel", "mural", "volante", "cartel", "mural"]
    for pieza in piezas:
        lector = pypdf.PdfReader(io.BytesIO(hacer.una(fotos, pieza)))
        assert len(lector.pages) == 1, pieza.ruta
        assert revisar(hacer.una(fotos, pieza), pieza.datos["titulo"])["/H1"] == 1
        assert lector.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert str(lector.trailer["/Root"]["/Lang"]).lower() == "es-mx"
        texto = " ".join(lector.pages[0].extract_text().split())
        assert "Ana Paz" in texto or cuantas == 1
        assert "Villavicencio Ñáñez" in texto


@pytest.mark.parametrize("cuantas", [2, 7, 12, 14])
def test_en_ningun_impreso_compiten_con_los_nombres_la_direccion_ni_las_fuerzas(
    cuantas: int, fotos: Path
) -> None:
    piezas = [
        p for p in de_todo(elenco.con_listas(elenco.formulas(cuantas)), elenco.URL) if p.dibujo == "impreso"
    ]
    assert {p.formato for p in piezas} == {"cartel", "mural", "volante"}
    for pieza in (p for p in piezas if "diputacion-rp" not in p.ruta):
        medidas = _medidas_de_letra(hacer.una(fotos, pieza))
        nombre = min(alto for dicho, alto in medidas if "Ana Paz" in dicho)
        demas = [alto for dicho, alto in medidas if re.search(r"conoceles\.iepc|Apunte|Fuerza 1|Luz", dicho)]
        assert len(demas) >= 4
        assert max(demas) <= 0.8 * nombre, pieza.ruta


def _medidas_de_letra(octetos: bytes) -> list[tuple[str, float]]:
    """Cada tramo escrito en la hoja y el alto de su letra, en puntos."""
    medidas: list[tuple[str, float]] = []
    pypdf.PdfReader(io.BytesIO(octetos)).pages[0].extract_text(
        visitor_text=lambda dicho, cm, tm, letra, alto: medidas.append((dicho, abs(tm[3] * cm[3]) * alto))
    )
    return [(" ".join(dicho.split()), alto) for dicho, alto in medidas if dicho.strip()]


def test_el_cartel_de_un_distrito_dice_todo_lo_que_vota_quien_vive_en_el(fotos: Path) -> None:
    sitio = elenco.con_listas(elenco.formulas(3))
    piezas = [p for p in de_todo(sitio, elenco.URL) if "/distritos/" in p.ruta and p.dibujo == "impreso"]
    assert [p.ruta for p in piezas] == [
        "materiales/distritos/6/cartel.pdf",
        "materiales/distritos/6/mural.pdf",
    ]
    hoja = pypdf.PdfReader(io.BytesIO(hacer.una(fotos, piezas[0]))).pages[0].extract_text()
    texto = " ".join(hoja.split())
    assert "Qué se vota en su distrito Distrito 6 · Durango" in texto
    for dicho in (
        "Diputación del distrito 6",
        "Ana Paz",
        "Diputaciones de lista",
        "Lista de 2 fórmulas",
        "al reverso",
    ):
        assert dicho in texto
    assert piezas[0].folios == ("P00", "S00", "P01", "S01", "P02", "S02", "L00", "L01")
