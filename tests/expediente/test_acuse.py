"""El acuse: un PDF etiquetado, reproducible, que nada dice de las respuestas de identidad."""

from __future__ import annotations

import re
import zlib
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.consultas import acuse
from conoceles.expediente.documentos.acuse_pdf import generar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.dias import momento_en_palabras
from conoceles.nucleo.errores import NoEncontrado
from personas import capturar, de_partido, enviar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura
    from conoceles.expediente.consultas import DatosAcuse

CANARIO = "Pueblo Canario Zzyzx"


@pytest.fixture
def datos_del_acuse(candidatura: Candidatura, ahora: datetime) -> DatosAcuse:
    capturar(candidatura, ahora, p1="si", p3="otro", p3_otro=CANARIO)
    enviar(candidatura, ahora)
    return acuse(de_partido(candidatura), candidatura.folio)


def _pdf(datos: DatosAcuse) -> bytes:
    return generar(datos)


def _abierto(pdf: bytes) -> bytes:
    """El PDF con sus flujos descomprimidos a continuación."""
    flujos = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    partes = []
    for flujo in flujos:
        try:
            partes.append(zlib.decompress(flujo))
        except zlib.error:
            partes.append(flujo)
    return pdf + b"\n".join(partes)


def test_el_pdf_es_accesible(datos_del_acuse: DatosAcuse) -> None:
    pdf = _pdf(datos_del_acuse)
    assert pdf.startswith(b"%PDF-")
    abierto = _abierto(pdf)
    for marca in (
        b"/StructTreeRoot",
        b"/Lang",
        b"/MarkInfo",
        b"/DisplayDocTitle true",
        b"pdfuaid",
        b"/Title",
    ):
        assert marca in abierto, marca
    assert re.search(rb"/Lang\s*\(es", abierto)


def test_los_mismos_datos_dan_los_mismos_octetos(datos_del_acuse: DatosAcuse) -> None:
    assert _pdf(datos_del_acuse) == _pdf(datos_del_acuse)


def test_el_acuse_dice_quien_cuando_y_que_huellas(datos_del_acuse: DatosAcuse) -> None:
    dicho = asdict(datos_del_acuse)
    assert (dicho["por"], dicho["folio"], dicho["ronda"]) == ("Ana Captura", "aaaa1111", 1)
    assert re.fullmatch(r"[0-9a-f]{64}", dicho["huella_curricular"])
    assert re.fullmatch(r"[0-9a-f]{64}", dicho["compromiso_identidad"])
    momento = momento_en_palabras(datos_del_acuse.recibido, datos_del_acuse.zona)
    assert momento == "25 de abril de 2024, 10:00:00 (UTC-06:00)"


def test_el_acuse_no_lleva_respuestas_de_identidad(datos_del_acuse: DatosAcuse) -> None:
    assert CANARIO not in str(asdict(datos_del_acuse))
    assert CANARIO.encode() not in _abierto(_pdf(datos_del_acuse))


def test_mismas_respuestas_de_otra_persona_dan_otro_compromiso(
    datos_del_acuse: DatosAcuse, registrar: object, ahora: datetime
) -> None:
    """Probar las combinaciones no sirve: cada sello lleva su propio azar."""
    assert callable(registrar)
    otra = registrar("bbbb2222")
    capturar(otra, ahora, p1="si", p3="otro", p3_otro=CANARIO)
    assert enviar(otra, ahora).compromiso_identidad != datos_del_acuse.compromiso_identidad


def test_acuse_ajeno_o_sin_envio_no_existe(candidatura: Candidatura, ahora: datetime) -> None:
    capturar(candidatura, ahora)
    with pytest.raises(NoEncontrado):
        acuse(de_partido(candidatura), candidatura.folio)
    enviar(candidatura, ahora)
    with pytest.raises(NoEncontrado):
        acuse(Alcance(actor="cuenta:beto", papel="partido", fuerza=-1), candidatura.folio)
