"""Un material sellado se abre igual, no dice nada más a quien lo ve, y mide un tamaño redondo."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from conoceles.difusion.formatos import braille, sello
from conoceles.difusion.impresos import FIJA
from conoceles.difusion.piezas import Pieza
from conoceles.nucleo.papel import pdf

LLAVE, OTRA = b"k" * 32, b"o" * 32


def pieza(ruta: str) -> Pieza:
    return Pieza(ruta, "", "", {}, "")


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


@pytest.mark.parametrize(("ruta", "miden"), [("materiales/perfil.txt", 1), ("materiales/perfil.brf", 2)])
def test_lo_escrito_no_dice_cuantas_letras_tiene_un_nombre(ruta: str, miden: int) -> None:
    escritos = {letras: _escrito(ruta, "Ñ" * letras) for letras in range(8, 60)}
    hechos = {letras: sello.poner(pieza(ruta), octetos, LLAVE) for letras, octetos in escritos.items()}
    assert len({len(octetos) for octetos in escritos.values()}) > 40
    assert len({len(octetos) for octetos in hechos.values()}) <= miden
    assert all(_sin_espacios(hechos[n]) == _sin_espacios(escritos[n]) for n in escritos)


def test_el_braille_completo_no_gasta_otro_renglon_ni_une_palabras() -> None:
    escrito = _escrito("materiales/perfil.brf", "Ñandú")
    hecho = sello.poner(pieza("materiales/perfil.brf"), escrito, LLAVE)
    pares = list(zip(_renglones(escrito), _renglones(hecho), strict=True))
    assert hecho.count(b"\f") == escrito.count(b"\f")
    assert all(despues == antes or len(despues) < braille.ANCHO for antes, despues in pares)


def _escrito(ruta: str, nombre: str) -> bytes:
    """Un perfil que llena más de una hoja de braille; en texto llano va más corto."""
    dichos = [nombre, *("Propone captar la lluvia en cada escuela del distrito." for _ in range(28)), "Pie."]
    if ruta.endswith("brf"):
        return braille.brf([braille.limpiar(d) for d in dichos])
    return ("\n".join(dichos) + "\n").encode()


def _renglones(octetos: bytes) -> list[bytes]:
    return octetos.replace(b"\f", b"").split(b"\r\n")


def _sin_espacios(octetos: bytes) -> list[bytes]:
    return [renglon.rstrip() for renglon in octetos.split(b"\n")]


def test_lo_que_no_nombra_a_nadie_y_la_voz_de_una_persona_van_como_estan() -> None:
    assert sello.poner(pieza("materiales/a.png"), b"igual", b"") == b"igual"
    assert sello.poner(pieza("materiales/a.opus"), b"igual", LLAVE) == b"igual"


def _se_distingue(ruta: str, sin_sello: bytes, hecho: bytes) -> None:
    """Lo mismo dicho da lo mismo; con otra llave es otro archivo, y de tamaño casi igual."""
    assert sello.poner(pieza(ruta), sin_sello, LLAVE) == hecho
    otro = sello.poner(pieza(ruta), sin_sello, OTRA)
    assert otro != hecho
    assert (len(otro) - len(hecho)) % sello.REDONDO == 0
