"""Imágenes hechas para ahogar a quien las abra: pesan poco y piden mucho. Se hacen al vuelo; ninguna vive en el repositorio."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

from curricular import imagenes
from curricular.imagenes import _trozo, jpeg, lisa, png

FIRMA = b"\x89PNG\r\n\x1a\n"
Octetos = Callable[[], bytes]


def crudo(
    ancho: int, alto: int, *, bits: int = 8, color: int = 2, filtro: int = 0, entrelazado: int = 0, antes: bytes = b""
) -> bytes:  # fmt: skip
    """Un PNG entero y lícito, de un solo valor, con el filtro que se diga en cada renglón."""
    de_punto = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[color] * bits
    datos = zlib.compressobj(9)
    pasos = [(0, 0, 1, 1)] if not entrelazado else ADAM7
    hecho = b""
    for x, y, dx, dy in pasos:
        renglon = bytes([filtro]) + b"\1" * (-(-(ancho - x) // dx) * de_punto // 8)
        hecho += b"".join(datos.compress(renglon) for _ in range(-(-(alto - y) // dy)))
    cabecera = struct.pack(">IIBBBBB", ancho, alto, bits, color, 0, 0, entrelazado)
    paleta = _trozo(b"PLTE", bytes(768)) if color == 3 else b""
    partes = (
        _trozo(b"IHDR", cabecera),
        paleta,
        antes,
        _trozo(b"IDAT", hecho + datos.flush()),
        _trozo(b"IEND", b""),
    )
    return FIRMA + b"".join(partes)


ADAM7 = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2),
)  # fmt: skip


def en_trozos(tipo: bytes, cuantos: int) -> bytes:
    """Un PNG sano con muchísimos trozos vacíos: cada uno cuesta una vuelta."""
    return crudo(800, 1000, antes=_trozo(tipo, b"") * cuantos)


@cache
def barridos(cuantos: int, ancho: int, alto: int, modo: str = "RGB") -> bytes:
    """Un JPEG progresivo que vuelve otras tantas veces sobre los mismos puntos."""
    sano = jpeg(lisa(modo, (ancho, alto)), progressive=True)
    inicio, fin = sano.rindex(b"\xff\xda"), sano.rindex(b"\xff\xd9")
    return sano[:inicio] + sano[inicio:fin] * cuantos + sano[fin:]


def con_segmentos(marca: int, dicho: bytes, cuantos: int = 1) -> bytes:
    sano = jpeg()
    return sano[:2] + (struct.pack(">BBH", 0xFF, marca, len(dicho) + 2) + dicho) * cuantos + sano[2:]


def exif_en_circulo() -> bytes:
    """Metadatos cuya siguiente lista es ella misma."""
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 0x8769, 4, 1, 8) + struct.pack("<I", 8)
    return con_segmentos(0xE1, b"Exif\0\0" + tiff)


def exif_enorme() -> bytes:
    """Metadatos que dicen traer mil millones de valores."""
    tiff = b"II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 36867, 2, 1_000_000_000, 26) + b"\0" * 40
    return con_segmentos(0xE1, b"Exif\0\0" + tiff)


def icc_inflable() -> bytes:
    return crudo(800, 1000, antes=_trozo(b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 200_000_000, 9)))


def itxt_inflable() -> bytes:
    dicho = b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(b"A" * 200_000_000, 9)
    return crudo(800, 1000, antes=_trozo(b"iTXt", dicho))


def animada(cuadros: int) -> bytes:
    """APNG que promete esos cuadros, del mismo tamaño, y los trae."""
    control = struct.pack(">IIIIIHHBB", 0, 800, 1000, 0, 0, 1, 10, 0, 0)
    antes = _trozo(b"acTL", struct.pack(">II", cuadros, 0)) + _trozo(b"fcTL", control)
    sano = crudo(800, 1000, antes=antes)
    datos = zlib.compress((b"\0" + b"\1" * 2400) * 1000, 9)
    mas = b"".join(
        _trozo(b"fcTL", struct.pack(">I", 2 * n - 1) + control[4:])
        + _trozo(b"fdAT", struct.pack(">I", 2 * n) + datos)
        for n in range(1, cuadros)
    )
    fin = sano.rindex(b"IEND") - 4
    return sano[:fin] + mas + sano[fin:]


def varias(cuantas: int) -> bytes:
    """Un JPEG de varias imágenes, como los que hacen algunos teléfonos."""
    salida = io.BytesIO()
    otras = [lisa(tamano=(800, 1000), color=(n, 0, 0)) for n in range(cuantas - 1)]
    lisa().save(salida, "MPO", save_all=True, append_images=otras)
    return salida.getvalue()


def de_medidas(ancho: int, alto: int, **opciones: Any) -> bytes:
    return jpeg(lisa(tamano=(ancho, alto)), **opciones)


def con_marco(marca: int, precision: int = 8) -> bytes:
    """El mismo JPEG, que dice ser de otra clase: aritmético, sin pérdida, de doce bits."""
    sano = bytearray(jpeg())
    lugar = sano.index(b"\xff\xc0")
    sano[lugar + 1], sano[lugar + 4] = marca, precision
    return bytes(sano)


def heic(marca: bytes, octetos: int = 1_500_000) -> bytes:
    return b"\0\0\0\x18ftyp" + marca + b"\0\0\0\0" + marca + b"mif1" + b"\1" * octetos


PUNTOS, HEIC, ILEGIBLE, PEQUENA = "demasiados puntos", "HEIC", "no es una imagen JPG o PNG", "muy pequeña"
SIN_ABRIR: dict[str, tuple[Octetos, str]] = {  # se conocen por su comienzo
    "png de trece mil por trece mil": (lambda: png(lisa(tamano=(13_000, 13_000))), PUNTOS),
    "png en grises de trece mil": (lambda: png(lisa("L", (13_000, 13_000))), PUNTOS),
    "png de un bit de trece mil": (lambda: png(lisa("1", (13_000, 13_000))), PUNTOS),
    "png de paleta de seis mil": (lambda: png(lisa("P", (6_000, 6_000)), transparency=3), PUNTOS),
    "png con transparencia de cuatro mil": (lambda: crudo(4_000, 4_000, color=6, filtro=4), PUNTOS),
    "png de grises con transparencia": (lambda: crudo(4_000, 4_000, color=4), PUNTOS),
    "png de 16 bits por color": (lambda: crudo(3_000, 3_000, bits=16, color=6, filtro=4), PUNTOS),
    "png entrelazado": (lambda: crudo(3_000, 2_900, color=6, filtro=4, entrelazado=1), PUNTOS),
    "png de cinta": (lambda: crudo(400_000, 300, color=2), PUNTOS),
    "png que promete cincuenta mil": (lambda: imagenes.bomba_png(), PUNTOS),
    "jpeg de 65,500 por 600 en barridos": (
        lambda: de_medidas(65_500, 600, progressive=True, subsampling=0, quality=90), PUNTOS,
    ),
    "jpeg que promete 65,500 por 65,500": (imagenes.bomba_jpeg, PUNTOS),
    "jpeg progresivo de 48 megapixeles": (lambda: de_medidas(8_000, 6_000, progressive=True), PUNTOS),
    "jpeg que vuelve mil veces": (lambda: barridos(1_000, 1_600, 2_000), PUNTOS),
    "jpeg que vuelve cien veces sobre doce megapixeles": (lambda: barridos(100, 4_032, 3_024, "L"), PUNTOS),
    "jpeg de un millon de segmentos": (lambda: b"\xff\xd8" + b"\xff\xfe\0\2" * 170_000 + jpeg()[2:], PUNTOS),
    "jpeg de 290 de lado": (lambda: de_medidas(290, 8_000), PEQUENA),
    "heic": (lambda: heic(b"heic"), HEIC),
    "heif de muchas": (lambda: heic(b"mif1"), HEIC),
    "heic de diez bits": (lambda: heic(b"heix"), HEIC),
    "avif": (lambda: heic(b"avif"), HEIC),
    "gif animado": (lambda: imagenes.en("GIF"), ILEGIBLE),
    "webp": (lambda: imagenes.en("WEBP"), ILEGIBLE),
    "tiff": (lambda: imagenes.en("TIFF"), ILEGIBLE),
}  # fmt: skip
EN_SU_HIJO: dict[str, Octetos] = {  # o se rechazan, o salen hechas otra vez; en ningún caso cuestan más que su hijo
    "png de cuarenta mil trozos": lambda: en_trozos(b"IDAT", 40_000),
    "png de cuarenta mil textos": lambda: en_trozos(b"tEXt", 40_000),
    "png con perfil inflable": icc_inflable,
    "png con texto inflable": itxt_inflable,
    "png con otro texto inflable": imagenes.texto_comprimido,
    "png de mil cuadros": lambda: animada(150),
    "png que promete y no trae": lambda: imagenes.bomba_png(2_900, 2_900),
    "png de medio millon de renglones": lambda: crudo(300, 100_000, color=0),
    "jpeg de 65,500 por 600": lambda: de_medidas(65_500, 600, quality=60),
    "jpeg de varias imagenes": lambda: varias(40),
    "jpeg con metadatos en circulo": exif_en_circulo,
    "jpeg con metadatos enormes": exif_enorme,
    "jpeg con ochocientos perfiles": lambda: con_segmentos(0xE2, b"ICC_PROFILE\0\1\1" + b"x" * 600, 800),
    "jpeg aritmetico": lambda: con_marco(0xC9),
    "jpeg sin perdida": lambda: con_marco(0xC3),
    "jpeg de doce bits": lambda: con_marco(0xC1, 12),
    "jpeg que dice ser progresivo": lambda: con_marco(0xC2),
    "jpeg con cola de medio mega": lambda: jpeg() + b"\xff\xda" * 250_000,
}  # fmt: skip
