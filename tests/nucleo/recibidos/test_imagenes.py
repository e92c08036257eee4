"""Una imagen hecha otra vez se ve como la que llegó: derecha, sobre blanco y sin que se note por dónde se partió."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops, ImageOps

from conoceles.nucleo.recibidos import imagenes, revisor


def _rehecha(octetos: bytes) -> Image.Image:
    return Image.open(io.BytesIO(revisor.imagen(octetos, minimo_lado=300, formato="PNG")))


@pytest.mark.parametrize("modo", ["RGBA", "LA", "P", "PA", "1", "L", "RGB", "I;16"])
def test_lo_transparente_queda_sobre_blanco(modo: str) -> None:
    salida = io.BytesIO()
    base = (
        Image.new("RGBA", (400, 400), (0, 0, 0, 0))
        if modo in ("RGBA", "LA", "P", "PA")
        else Image.new(modo, (400, 400), "white" if modo != "I;16" else 65535)
    )
    imagen = base.convert(modo) if modo in ("LA",) else base.quantize() if modo in ("P", "PA") else base
    imagen.save(salida, "PNG")
    abierta = _rehecha(salida.getvalue())
    assert (abierta.mode, abierta.getpixel((200, 200))) == ("RGB", (255, 255, 255))


def test_lo_medio_transparente_se_mezcla() -> None:
    salida = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 128)).save(salida, "PNG")
    assert _rehecha(salida.getvalue()).getpixel((0, 0)) == (127, 127, 127)


def _degradada(ancho: int, alto: int) -> Image.Image:
    """Distinta en cada esquina: girada o volteada no se confunde."""
    de_lado, de_alto = Image.linear_gradient("L").rotate(90), Image.linear_gradient("L")
    partes = [capa.resize((ancho, alto)) for capa in (de_lado, de_alto, ImageOps.invert(de_lado))]
    return Image.merge("RGB", partes)


def _distan(una: Image.Image, otra: Image.Image) -> int:
    assert una.size == otra.size
    return max(alto for _, alto in ImageChops.difference(una, otra).getextrema())  # type: ignore[misc]


@pytest.mark.parametrize("giro", range(1, 9))
@pytest.mark.parametrize("encuadre", [(0.5, 0.4, 1.0), (0.2, 0.9, 2.0), (0.9, 0.1, 3.5)])
def test_lo_recortado_es_lo_que_se_ve_derecho(giro: int, encuadre: tuple[float, float, float]) -> None:
    """Se compara con enderezarla primero, recortar después y reducir al final, que es lo que se entiende al verla."""
    exif, salida = Image.Exif(), io.BytesIO()
    exif[imagenes.GIRO] = giro
    _degradada(1400, 1000).save(salida, "JPEG", exif=exif, quality=95)
    derecha = ImageOps.exif_transpose(Image.open(salida))
    _, octetos = imagenes.rehacer(
        salida.getvalue(), ancho=360, alto=450, encuadre=encuadre, escala=1, calidades=(98,)
    )
    caja = imagenes._recorte(derecha.size, (360, 450), *encuadre)
    w, h = derecha.size
    esperada = derecha.crop((round(caja[0] * w), round(caja[1] * h), round(caja[2] * w), round(caja[3] * h)))
    assert _distan(Image.open(io.BytesIO(octetos)), esperada.resize((360, 450))) <= 8


@pytest.mark.parametrize(("ancho", "alto"), [(2000, 2600), (900, 500), (300, 4000), (4000, 300)])
def test_no_se_nota_por_donde_se_partio(ancho: int, alto: int) -> None:
    salida, rayas = io.BytesIO(), Image.effect_noise((ancho, alto), 60)
    Image.merge("RGB", (rayas, rayas.transpose(Image.Transpose.ROTATE_180), rayas)).save(salida, "PNG")
    _, octetos = imagenes.rehacer(salida.getvalue(), ancho=600, alto=600, escala=1, formato="PNG")
    hecha = Image.open(io.BytesIO(octetos))
    entera = Image.open(salida).resize(hecha.size, Image.Resampling.HAMMING)
    assert _distan(hecha, entera) <= 1


def test_un_jpeg_se_abre_ya_reducido_y_se_ve_igual() -> None:
    salida = io.BytesIO()
    _degradada(2880, 3600).save(salida, "JPEG", quality=95)
    hechas = [
        Image.open(
            io.BytesIO(imagenes.rehacer(salida.getvalue(), ancho=720, alto=900, escala=n, formato="PNG")[1])
        )
        for n in (1, 2, 4)
    ]
    assert all(_distan(hechas[0], otra) <= 6 for otra in hechas)
