"""Un material sellado se abre igual, no dice nada más a quien lo ve, y mide un tamaño redondo."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from conoceles.difusion.formatos import ogg, sello
from conoceles.difusion.impresos import FIJA
from conoceles.difusion.piezas import Pieza
from conoceles.nucleo import pdf
from difusion import elenco

LLAVE, OTRA = b"k" * 32, b"o" * 32


def pieza(ruta: str, dibujo: str = "") -> Pieza:
    return Pieza(ruta, dibujo, "", {}, "")


def _imagen(tipo: str) -> bytes:
    salida = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(salida, tipo)
    return salida.getvalue()


def _pixeles(octetos: bytes) -> bytes:
    with Image.open(io.BytesIO(octetos)) as abierta:
        return abierta.convert("RGB").tobytes()


@pytest.mark.parametrize(("ruta", "tipo"), [("materiales/a.png", "PNG"), ("materiales/a.jpg", "JPEG")])
def test_la_imagen_sellada_tiene_los_mismos_pixeles(ruta: str, tipo: str) -> None:
    sin_sello = _imagen(tipo)
    hecha = sello.poner(pieza(ruta), sin_sello, LLAVE)
    assert _pixeles(hecha) == _pixeles(sin_sello)
    _se_distingue(ruta, sin_sello, hecha)


def test_el_pdf_sellado_se_lee_entero_y_sigue_accesible(tmp_path: Path) -> None:
    plantilla = tmp_path / "minima.typ"
    plantilla.write_text('#set document(title: "Boleta")\n#set text(lang: "es")\n= Boleta\nBoleta de Ñandú')
    sin_sello = pdf.componer(plantilla, {}, momento=FIJA)
    hecho = sello.poner(pieza("materiales/a.pdf"), sin_sello, LLAVE)
    leido = PdfReader(io.BytesIO(hecho), strict=True)
    assert leido.pages[0].extract_text() == PdfReader(io.BytesIO(sin_sello)).pages[0].extract_text()
    assert leido.trailer["/Root"]["/MarkInfo"]["/Marked"]
    _se_distingue("materiales/a.pdf", sin_sello, hecho)


def test_el_audio_sellado_dura_lo_mismo_y_se_vuelve_a_leer() -> None:
    sin_sello = ogg.juntar([elenco.muda(), elenco.muda()], titulo="Boleta de Ñandú")
    hecho = sello.poner(pieza("materiales/a.opus", "audio"), sin_sello, LLAVE)
    assert ogg.leer(hecho) == ogg.leer(sin_sello)
    assert ogg.segundos(hecho) == ogg.segundos(sin_sello)
    _se_distingue("materiales/a.opus", sin_sello, hecho)


def test_lo_que_no_nombra_a_nadie_lo_escrito_y_la_voz_de_una_persona_van_como_estan() -> None:
    assert sello.poner(pieza("materiales/a.png"), b"igual", b"") == b"igual"
    assert sello.poner(pieza("materiales/perfil.txt"), b"igual", LLAVE) == b"igual"
    assert sello.poner(pieza("materiales/a.opus", "grabacion"), b"igual", LLAVE) == b"igual"


def _se_distingue(ruta: str, sin_sello: bytes, hecho: bytes) -> None:
    """Lo mismo dicho da lo mismo; con otra llave es otro archivo, y de tamaño casi igual."""
    assert sello.poner(pieza(ruta), sin_sello, LLAVE) == hecho
    otro = sello.poner(pieza(ruta), sin_sello, OTRA)
    assert otro != hecho
    assert (len(otro) - len(hecho)) % sello.REDONDO == 0
