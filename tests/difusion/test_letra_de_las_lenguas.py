"""La letra de la casa tiene los signos de las lenguas de Durango, en el sitio, las imágenes y los impresos."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PIL import ImageFont

from conoceles.difusion import hacer
from conoceles.nucleo import estatico
from conoceles.nucleo.papel.letra import letra, se_escribe
from difusion.test_imagenes_en_lengua import dicho_asi, en, lengua

# Tepehuano del sur: la i barrada y el saltillo, que ningún texto en español lleva.
TEPEHUANO = "Gu odꞌam ja bɨx jɨꞌx tɨꞌkɨ, ÑIꞌOK MƗK"


def test_las_imagenes_escriben_el_tepehuano_y_lo_que_no_tiene_la_letra_no() -> None:
    assert se_escribe(TEPEHUANO)
    assert not se_escribe("語")


@pytest.mark.parametrize("peso", [400, 600, 700])
def test_cada_signo_se_distingue_del_que_se_le_parece(peso: int) -> None:
    """La barra sale a los dos lados de la letra, y el saltillo es letra: tan alto como la comilla recta."""
    suya = letra(200, peso)
    for con, sin in (("ɨ", "i"), ("Ɨ", "I")):
        assert suya.getlength(con) > suya.getlength(sin)
        assert _ancho(suya, con) > 1.5 * _ancho(suya, sin)
        assert abs(_alto(suya, con) - _alto(suya, sin)) <= 1, "lo que redondea el punto"
    assert _ancho(suya, "ꞌ") == _ancho(suya, "'")
    assert suya.getlength("ɨ") > _ancho(suya, "ɨ"), "dos seguidas no se tocan"


def _ancho(suya: ImageFont.FreeTypeFont, signo: str) -> float:
    izquierda, _, derecha, _ = suya.getmask(signo).getbbox()
    return derecha - izquierda


def _alto(suya: ImageFont.FreeTypeFont, signo: str) -> float:
    _, arriba, _, abajo = suya.getmask(signo).getbbox()
    return abajo - arriba


def test_la_del_sitio_no_pesa_mas_que_sin_ellos() -> None:
    assert len(estatico.contenidos()["public-sans.woff2"]) <= 20_688


def test_un_impreso_en_tepehuano_se_hace_y_se_copia_como_se_escribio(tmp_path: Path) -> None:
    suyas = en(dicho_asi(lengua(), "En el orden de la boleta.", TEPEHUANO))
    pieza = suyas["lengua/qtz/materiales/contiendas/diputacion-mr-6/volante.pdf"]
    hoja = pypdf.PdfReader(io.BytesIO(hacer.una(tmp_path, pieza))).pages[0]
    assert TEPEHUANO in " ".join(hoja.extract_text().split())
