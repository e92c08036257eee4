"""Lo que un archivo dice de sí mismo en su comienzo: contra lo que Pillow ve al abrirlo, y contra quien miente."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from conoceles.nucleo.recibidos import medidas
from curricular.imagenes import jpeg, lisa, png

MODOS_JPEG, MODOS_PNG = ("RGB", "L", "CMYK", "YCbCr"), ("RGB", "RGBA", "L", "LA", "P", "1", "I;16")
MEGA = 1_000_000


@pytest.mark.parametrize("progresivo", [False, True])
@pytest.mark.parametrize("modo", MODOS_JPEG)
def test_de_un_jpeg_se_saben_sus_medidas_y_lo_que_ocupa(modo: str, progresivo: bool) -> None:
    medida = medidas.medir(jpeg(lisa(modo, (1000, 600)), progressive=progresivo))
    assert medida is not None
    assert (medida.ancho, medida.alto, medida.cara) == (1000, 600, False)
    assert medida.abierta == 1000 * 600 * (1 if modo == "L" else 4)
    bloques = medida.aparte // 128
    assert bool(bloques) is progresivo, "de uno de un solo barrido no se guarda nada entero"
    assert not progresivo or 1000 * 600 // 64 <= bloques < 1000 * 600 // 64 * 4.5


@pytest.mark.parametrize("modo", MODOS_PNG)
def test_de_un_png_tambien(modo: str) -> None:
    medida = medidas.medir(png(lisa(modo, (1000, 600))))
    assert medida is not None
    assert (medida.ancho, medida.alto, medida.escalas) == (1000, 600, (1,)), "un PNG no se abre reducido"
    de_cada_punto = {"L": 1, "1": 1, "I;16": 2}.get(modo, 4)
    assert medida.abierta == 600_000 * de_cada_punto


def test_lo_que_ocupa_un_jpeg_progresivo_es_lo_que_ocupa_de_verdad() -> None:
    """4:2:0, el de los teléfonos: luz entera y color a la mitad, 128 octetos por bloque de 8 × 8."""
    medida = medidas.medir(jpeg(lisa(tamano=(4032, 3024)), progressive=True, quality=75))
    assert medida is not None
    assert medida.aparte == 128 * (504 * 378 + 2 * 252 * 189)


@pytest.mark.parametrize(
    ("memoria", "lado", "escala"), [(60, 0, 1), (40, 0, 2), (13, 0, 2), (11.9, 0, 4), (1, 0, 8), (0.5, 0, 0), (60, 2_400, 2)]
)  # fmt: skip
def test_se_abre_lo_menos_reducido_que_cabe(memoria: float, lado: int, escala: int) -> None:
    """Doce megapíxeles son 48 MB abiertos; con la hoja de 2,400 que resulta, ya no caben en 60."""
    medida = medidas.Imagen(4000, 3000, 4000 * 3000 * 4, 0, (1, 2, 4, 8))
    assert medida.escala(memoria=int(memoria * MEGA), lado=lado) == escala


def _con_barridos(cuantos: int, **opciones: Any) -> bytes:
    """Un JPEG que vuelve otras tantas veces sobre sus puntos: se repite su último barrido."""
    sano = jpeg(lisa(**opciones), progressive=True)
    inicio, fin = sano.rindex(b"\xff\xda"), sano.rindex(b"\xff\xd9")
    return sano[:inicio] + sano[inicio:fin] * cuantos + sano[fin:]


def test_un_jpeg_que_vuelve_muchas_veces_sobre_sus_puntos_sale_caro() -> None:
    for cuantos, cara in ((1, False), (50, False), (400, True)):
        medida = medidas.medir(_con_barridos(cuantos, tamano=(800, 1000)))
        assert medida is not None
        assert medida.enorme is cara


@pytest.mark.parametrize(
    ("bits", "color", "entrelazado", "cabe"),
    [(8, 2, 0, True), (8, 6, 0, True), (16, 6, 0, False), (8, 6, 1, False), (8, 0, 0, True), (16, 0, 0, True), (16, 2, 0, False)],
)  # fmt: skip
def test_un_png_cuesta_por_los_octetos_que_hay_que_recorrer(
    bits: int, color: int, entrelazado: int, cabe: bool
) -> None:
    """Una hoja a 300 puntos por pulgada, en color, cabe; con el doble de octetos por punto, o entrelazada, no."""
    dicho = struct.pack(">IIBBBBB", 2480, 3508, bits, color, 0, 0, entrelazado)
    medida = medidas.medir(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + dicho)
    assert medida is not None
    assert medida.enorme is not cabe


@pytest.mark.parametrize(
    "octetos",
    [
        b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0", jpeg()[:20], jpeg().replace(b"\xff\xc0", b"\xff\xfe"),
        b"\x89PNG\r\n\x1a\n", png()[:20], b"\x89PNG\r\n\x1a\n\0\0\0\x0dIDAT" + b"\0" * 30,
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">IIBBBBB", 10, 10, 8, 5, 0, 0, 0),
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + struct.pack(">IIBBBBB", 0, 10, 8, 2, 0, 0, 0),
        b"\xff\xd8\xff\xc0\0\x0b\x08" + struct.pack(">HHB", 10, 10, 1) + b"\x01\0\0",
    ],
)  # fmt: skip
def test_de_lo_que_no_lo_dice_no_se_supone(octetos: bytes) -> None:
    medida = medidas.medir(octetos)
    assert medida is None or medida.ancho * medida.alto > 0


def test_un_jpeg_de_puros_segmentos_no_se_recorre_entero() -> None:
    medida = medidas.medir(b"\xff\xd8" + b"\xff\xfe\0\2" * 1_200_000)
    assert medida is not None
    assert medida.enorme


@given(st.binary(max_size=400))
def test_nada_tumba_a_quien_mide(basura: bytes) -> None:
    for comienzo in (
        b"",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
        jpeg(lisa(tamano=(16, 16)))[:200],
    ):
        medidas.medir(comienzo + basura)
        medidas.tipo(basura)


@given(ancho=st.integers(1, 400), alto=st.integers(1, 400), progresivo=st.booleans(), gris=st.booleans())
def test_las_medidas_son_las_que_ve_quien_lo_abre(
    ancho: int, alto: int, progresivo: bool, gris: bool
) -> None:
    imagen = lisa("L" if gris else "RGB", (ancho, alto))
    for octetos in (jpeg(imagen, progressive=progresivo), png(imagen)):
        medida = medidas.medir(octetos)
        assert medida is not None
        assert (medida.ancho, medida.alto) == Image.open(io.BytesIO(octetos)).size


@pytest.mark.parametrize(
    ("octetos", "tipo"),
    [
        (jpeg(), "jpeg"), (png(), "png"), (b"%PDF-1.7", "pdf"), (b"PK\3\4", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"\0\0\0\x18ftypheic", "heic"), (b"\0\0\0\x1cftypavif", "heic"), (b"\0\0\0\x18ftypmif1", "heic"),
        (b"\0\0\0\x18ftypisom", ""), (b"GIF89a", ""), (b" %PDF-", ""), (b"", ""),
    ],
)  # fmt: skip
def test_que_es_lo_dice_su_comienzo(octetos: bytes, tipo: str) -> None:
    assert medidas.tipo(octetos) == tipo
