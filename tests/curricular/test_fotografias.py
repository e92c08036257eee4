"""Fotografías hostiles y al límite: una negativa clara, o un JPEG limpio de 720 × 900."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from conoceles.curricular.fotografias import Encuadre, recodificar
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.proceso.definicion import Fotografia as Reglas
from curricular import imagenes
from curricular.imagenes import jpeg, lisa, png

if TYPE_CHECKING:
    pass

REGLAS = Reglas(maximo_bytes=700_000, antiguedad_meses=3)
Octetos = Callable[[], bytes]

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000"><script>alert(1)</script></svg>'
_PS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 800 1000\n(x) show\n"
_EXE = b"MZ" + b"\0" * 4000

NO_SE_LEE: dict[str, Octetos] = {
    "vacio": lambda: b"",
    "un_octeto": lambda: b"\xff",
    "ceros": lambda: b"\0" * 10_000,
    "texto": lambda: "Ésta no es una fotografía".encode(),
    "html": lambda: b"<!doctype html><script>alert(1)</script>",
    "svg": lambda: _SVG,
    "svg_con_bom": lambda: b"\xef\xbb\xbf" + _SVG,
    "svg_comprimido": lambda: _comprimido(_SVG),
    "gif": lambda: imagenes.en("GIF"),
    "webp": lambda: imagenes.en("WEBP"),
    "bmp": lambda: imagenes.en("BMP"),
    "tiff": lambda: imagenes.en("TIFF"),
    "ico": lambda: imagenes.en("ICO"),
    "ppm": lambda: imagenes.en("PPM"),
    "tga": lambda: imagenes.en("TGA"),
    "jpeg2000": lambda: b"\x00\x00\x00\x0cjP  \r\n\x87\n" + b"\0" * 500,
    "heic": lambda: b"\x00\x00\x00\x18ftypheic" + b"\0" * 500,
    "avif": lambda: b"\x00\x00\x00\x1cftypavif" + b"\0" * 500,
    "eps": lambda: _PS,
    "pdf": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\n",
    "zip": lambda: _zip(),
    "ejecutable": lambda: _EXE,
    "gif_que_dice_ser_jpg": lambda: b"GIF89a" + jpeg(),
    "html_antes_de_jpeg": lambda: b"<html><script>alert(1)</script>" + jpeg(),
    "jpeg_solo_cabecera": lambda: jpeg()[:20],
    "jpeg_a_la_mitad": lambda: imagenes.ruido(300_000)[:60_000],
    "jpeg_un_cuarto": lambda: imagenes.ruido(300_000)[:25_000],
    "jpeg_sin_comienzo": lambda: jpeg()[2:],
    "jpeg_sin_tablas": lambda: jpeg().replace(b"\xff\xdb", b"\xff\xfe"),
    "png_solo_firma": lambda: b"\x89PNG\r\n\x1a\n",
    "png_a_la_mitad": lambda: imagenes.sin_final_png()[:400_000],
    "png_mal_sumado": imagenes.mal_sumado,
    "png_sin_datos": lambda: png()[:33],
    "png_de_cero": lambda: imagenes.bomba_png(0, 0),
    "png_que_promete_mas": lambda: imagenes.bomba_png(800, 1000),
    "png_con_texto_inflable": imagenes.texto_comprimido,
}
DEMASIADOS_PUNTOS: dict[str, Octetos] = {
    "lisa_enorme": lambda: png(lisa(tamano=(6000, 6000))),  # pesa poco y abrirla tarda segundos
    "png_50000": lambda: imagenes.bomba_png(),
    "png_10000x4001": lambda: imagenes.bomba_png(10_000, 4001),
    "png_un_renglon": lambda: imagenes.bomba_png(2_000_000_000, 1),
    "jpeg_65500": imagenes.bomba_jpeg,
    "png_real_6400x6400": lambda: png(lisa("L", (6400, 6400)), optimize=True),
}
MUY_PEQUENA: dict[str, Octetos] = {
    "un_punto": lambda: png(lisa(tamano=(1, 1))),
    "un_lado_de_299": lambda: jpeg(lisa(tamano=(299, 1000))),
    "otro_lado_de_299": lambda: jpeg(lisa(tamano=(1000, 299))),
    "cinta": lambda: png(lisa(tamano=(5000, 10))),
}
PESADA: dict[str, Octetos] = {
    "el_limite_exacto": lambda: imagenes.ruido(700_000),
    "un_octeto_mas": lambda: imagenes.ruido(700_001),
    "diez_megas": lambda: imagenes.ruido(10_000_000),
    "diez_megas_de_basura": lambda: b"\xff\xd8\xff" * 3_400_000,
}
SANAS: dict[str, Octetos] = {
    "jpeg": jpeg,
    "jpeg_progresivo": lambda: jpeg(progressive=True),
    "jpeg_gris": lambda: jpeg(lisa("L")),
    "jpeg_cmyk": lambda: jpeg(lisa("CMYK")),
    "jpeg_ycbcr": lambda: jpeg(lisa("YCbCr")),
    "png": png,
    "png_alfa": lambda: png(lisa("RGBA")),
    "png_gris_alfa": lambda: png(lisa("LA")),
    "png_paleta": lambda: png(lisa("P")),
    "png_paleta_transparente": lambda: png(lisa("P"), transparency=3),
    "png_rgb_transparente": lambda: png(transparency=(90, 140, 200)),
    "png_gris": lambda: png(lisa("L")),
    "png_un_bit": lambda: png(lisa("1")),
    "png_16_bits": lambda: png(lisa("I;16")),
    "png_animado": imagenes.animado,
    "png_con_texto": imagenes.con_texto,
    "exif_y_lugar": imagenes.con_exif,
    "lado_minimo": lambda: jpeg(lisa(tamano=(300, 300))),
    "apaisada": lambda: jpeg(lisa(tamano=(3000, 400))),
    "muy_alta": lambda: jpeg(lisa(tamano=(400, 3000))),
    "grande": lambda: png(lisa(tamano=(2800, 2800))),
    "un_octeto_menos": lambda: imagenes.ruido(699_999),
    "jpeg_y_html": lambda: jpeg() + b"<html><script>alert('COMENTARIO-SECRETO')</script>",
    "jpeg_y_zip": lambda: jpeg() + _zip(),
    "jpeg_con_html_dentro": lambda: jpeg(comment=b"<script>alert('COMENTARIO-SECRETO')</script>"),
    "png_y_php": lambda: png() + b"<?php system('COMENTARIO-SECRETO'); ?>",
    "jpeg_con_perfil": lambda: jpeg(icc_profile=b"COMENTARIO-SECRETO" * 20),
    "jpeg_sin_final": lambda: jpeg()[:-2] + b"\xff\xd9",
}


def _comprimido(datos: bytes) -> bytes:
    import gzip

    return gzip.compress(datos)


def _zip() -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        archivo.writestr("COMENTARIO-SECRETO.txt", "COMENTARIO-SECRETO")
    return salida.getvalue()


def _recodificar(octetos: bytes) -> bytes:
    return recodificar(octetos, reglas=REGLAS)


def _rechazo(octetos: bytes) -> ErrorDeDominio:
    with pytest.raises(ErrorDeDominio) as error:
        _recodificar(octetos)
    assert error.value.campo == "archivo"
    return error.value


@pytest.mark.parametrize("hacer", NO_SE_LEE.values(), ids=NO_SE_LEE.keys())
def test_rechaza_lo_que_no_es_una_imagen_legible(hacer: Octetos) -> None:
    assert "no es una imagen JPG o PNG que se pueda leer" in _rechazo(hacer()).mensaje


@pytest.mark.parametrize("hacer", DEMASIADOS_PUNTOS.values(), ids=DEMASIADOS_PUNTOS.keys())
def test_rechaza_la_que_tiene_demasiados_puntos(hacer: Octetos) -> None:
    assert "demasiados puntos" in _rechazo(hacer()).mensaje


@pytest.mark.parametrize("hacer", MUY_PEQUENA.values(), ids=MUY_PEQUENA.keys())
def test_rechaza_la_muy_pequena(hacer: Octetos) -> None:
    assert "300 puntos o más" in _rechazo(hacer()).mensaje


@pytest.mark.parametrize("hacer", PESADA.values(), ids=PESADA.keys())
def test_rechaza_la_que_pesa_el_limite_o_mas(hacer: Octetos) -> None:
    assert "menos de 700 KB" in _rechazo(hacer()).mensaje


def test_la_de_telefono_se_nombra_aunque_pese_de_mas() -> None:
    """Reducirla no sirve de nada si no cambia de formato."""
    for octetos in (NO_SE_LEE["heic"](), NO_SE_LEE["heic"]() + b"\0" * 2_000_000):
        mensaje = _rechazo(octetos).mensaje
        assert "HEIC" in mensaje
        assert "«Más compatible»" in mensaje


@pytest.mark.parametrize("hacer", SANAS.values(), ids=SANAS.keys())
def test_acepta_y_limpia(hacer: Octetos) -> None:
    limpia = _recodificar(hacer())
    assert len(limpia) < REGLAS.maximo_bytes
    assert b"SECRETO" not in limpia
    assert b"Fulana" not in limpia
    with Image.open(io.BytesIO(limpia)) as imagen:
        imagen.load()
        assert (imagen.format, imagen.size, imagen.mode) == ("JPEG", (720, 900), "RGB")
        assert not imagen.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & imagen.info.keys()


def test_lo_transparente_queda_sobre_blanco() -> None:
    limpia = _recodificar(png(lisa("RGBA", color=(0, 0, 0, 0))))
    with Image.open(io.BytesIO(limpia)) as imagen:
        assert min(imagen.getpixel((360, 450))) > 250


def test_los_16_bits_conservan_su_brillo() -> None:
    """Un gris claro de 16 bits sigue siendo gris claro: no se satura a blanco."""
    limpia = _recodificar(png(lisa("I;16", color=40_000)))
    with Image.open(io.BytesIO(limpia)) as imagen:
        assert imagen.getpixel((360, 450))[0] == pytest.approx(40_000 / 257, abs=3)


# Dónde queda la mitad roja (la izquierda del archivo) según la orientación que declara la cámara.
@pytest.mark.parametrize(
    ("orientacion", "rojo"),
    [(1, (60, 450)), (2, (660, 450)), (3, (660, 450)), (6, (360, 60)), (8, (360, 840))],
)
def test_la_orientacion_se_aplica(orientacion: int, rojo: tuple[int, int]) -> None:
    limpia = _recodificar(imagenes.con_exif(orientacion))
    opuesto = (720 - rojo[0], 900 - rojo[1])
    with Image.open(io.BytesIO(limpia)) as imagen:
        assert imagen.getpixel(rojo)[0] > 150
        assert imagen.getpixel(opuesto)[2] > 150


@pytest.mark.parametrize("acercamiento", [-1.0, 0.0, 1.0, 4.0, 1e9])
@pytest.mark.parametrize("centro", [-5.0, 0.0, 0.5, 1.0, 7.0])
def test_ningun_encuadre_se_sale_de_la_imagen(centro: float, acercamiento: float) -> None:
    encuadre = Encuadre(x=centro, y=centro, acercamiento=acercamiento)
    limpia = recodificar(jpeg(lisa(tamano=(301, 997))), reglas=REGLAS, encuadre=encuadre)
    with Image.open(io.BytesIO(limpia)) as imagen:
        assert min(imagen.getpixel((0, 0))) > 60, "hay un borde negro: el recorte se salió"
