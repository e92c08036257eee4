"""Cada PDF que se reparte, ante un validador ajeno (las reglas de veraPDF), y qué dice de él un lector de pantalla."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest

from conoceles.difusion import hacer
from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.formatos import grande
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento import salidas
from difusion import elenco, test_muestra
from difusion.test_formatos import DATOS, carpeta
from personas import CLAVE

__all__ = ["carpeta"]
DICEN = ("no es propaganda", "las personas son inventadas", elenco.SITIO.institucion)


@pytest.mark.parametrize("cuantas", [1, 12])
def test_los_impresos_cumplen_y_se_oye_que_no_son_propaganda(cuantas: int, tmp_path: Path) -> None:
    sitio, fotos = elenco.con_listas(elenco.formulas(cuantas)), elenco.retratos(tmp_path)
    piezas = [p for p in de_todo(sitio, elenco.URL) if p.ruta.endswith(".pdf")]
    assert {p.formato for p in piezas} == {"cartel", "mural", "volante", "pdf"}
    for pieza in piezas:
        oido = _cumple(hacer.una(fotos, pieza))
        assert [d for d in DICEN if d not in oido] == [], pieza.ruta


def test_la_letra_grande_cumple_y_se_oye_de_que_texto_es(carpeta: Path) -> None:
    oido = _cumple(grande.componer("boleta", DATOS, carpeta))
    assert DATOS["huella"] in oido.replace(" ", "").replace("\u200b", "")


def test_la_direccion_impresa_se_copia_letra_por_letra_donde_quiera_que_se_parta(tmp_path: Path) -> None:
    """En español, partir en un guion lo repite en el renglón que sigue: quien la copia llegaría a otra."""
    for ancho in range(1, 40, 3):
        url = f"https://{'c' * ancho}.mx/durango-2023-2024/"
        cartel = next(p for p in de_todo(elenco.sitio(elenco.formulas(2)), url) if p.formato == "cartel")
        leido = pypdf.PdfReader(io.BytesIO(hacer.una(tmp_path, cartel))).pages[0].extract_text()
        assert cartel.datos["direccion"] in re.sub(r"[\s\u200b\u2060]", "", leido), url


def test_la_muestra_cumple_y_se_oye_que_no_es_una_boleta_ni_propaganda() -> None:
    oido = _cumple(test_muestra.hecha("pdf")[1])
    assert all(dicho in oido for dicho in (test_muestra.SELLO, *DICEN[:1]))


@pytest.mark.lenta
def test_la_carta_al_ine_y_el_informe_de_la_estrategia_cumplen(eleccion: object, ahora: Any) -> None:
    for tipo in ("direccion", "difusion"):
        documento = armar(TIPOS[tipo], abrir(CLAVE, ahora))
        assert documento.titulo in _cumple(salidas.pdf(documento))


def test_el_validador_reprueba_un_papel_sin_etiquetas() -> None:
    salida = io.BytesIO()
    hoja = pypdf.PdfWriter()
    hoja.add_blank_page(100, 100)
    hoja.write(salida)
    assert not page.is_pdf_compliant_bytes(salida.getvalue(), profile="ua1")


def _cumple(octetos: bytes) -> str:
    """Exige PDF/UA-1 y da lo que se oye, sin lo marcado como adorno."""
    informe = page.validate_pdf_bytes(octetos, profile="ua1")
    assert informe.is_compliant, [(f.rule_id, f.message) for f in informe.failures]
    lector = pypdf.PdfReader(io.BytesIO(octetos))
    return " ".join(" ".join(_lo_que_se_oye(hoja)) for hoja in lector.pages)


def _lo_que_se_oye(hoja: pypdf.PageObject) -> Iterator[str]:
    """Los tramos que no están dentro de un adorno, en el orden de la hoja."""
    abiertas: list[bool] = []
    tramos: list[str] = []

    def antes(operador: bytes, operandos: Any, *_: Any) -> None:
        if operador in (b"BMC", b"BDC"):
            abiertas.append(operandos[0] == "/Artifact")
        elif operador == b"EMC":
            abiertas.pop()

    def texto(dicho: str, *_: Any) -> None:
        if not any(abiertas):
            tramos.append(dicho)

    hoja.extract_text(visitor_operand_before=antes, visitor_text=texto)
    yield " ".join("".join(tramos).split())
