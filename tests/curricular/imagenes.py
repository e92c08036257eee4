"""Imágenes de prueba: sanas, al límite y hostiles. Se hacen al vuelo; ninguna vive en el repositorio."""

from __future__ import annotations

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image

GPS, ORIENTACION, ARTISTA = 0x8825, 0x0112, 0x013B


def lisa(modo: str = "RGB", tamano: tuple[int, int] = (800, 1000), color: Any = None) -> Image.Image:
    """De un solo color, en cualquier modo."""
    claros = {"RGB": (90, 140, 200), "L": 128, "1": 1, "P": 3, "RGBA": (90, 140, 200, 128), "LA": (128, 100)}
    claros |= {"CMYK": (50, 60, 70, 10), "I;16": 40_000, "I": 40_000, "YCbCr": (128, 100, 140)}
    return Image.new(modo, tamano, claros[modo] if color is None else color)


def jpeg(imagen: Image.Image | None = None, **opciones: Any) -> bytes:
    return _en("JPEG", imagen or lisa(), **opciones)


def png(imagen: Image.Image | None = None, **opciones: Any) -> bytes:
    return _en("PNG", imagen or lisa(), **opciones)


def en(formato: str) -> bytes:
    """Una imagen sana en otro formato, bajo el límite de peso."""
    return _en(formato, lisa(tamano=(400, 500)))


def _en(formato: str, imagen: Image.Image, **opciones: Any) -> bytes:
    salida = io.BytesIO()
    imagen.save(salida, formato, **opciones)
    return salida.getvalue()


def con_exif(orientacion: int = 1) -> bytes:
    """JPEG con lugar, autora y orientación en sus metadatos; la mitad izquierda es roja."""
    imagen = lisa(color=(20, 20, 200))
    imagen.paste((220, 20, 20), (0, 0, 400, 1000))
    exif = Image.Exif()
    exif[ORIENTACION], exif[ARTISTA] = orientacion, "Fulana de Tal"
    exif.get_ifd(GPS).update({1: "N", 2: (24.0, 1.0, 37.0), 3: "W", 4: (104.0, 40.0, 12.0)})
    return jpeg(imagen, exif=exif, comment=b"COMENTARIO-SECRETO")


def tomada_el(fecha: str) -> bytes:
    """JPEG cuya cámara escribió esa fecha (`2024:04:03 10:00:00`, o lo que sea)."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[36867] = fecha
    return jpeg(exif=exif)


def con_texto() -> bytes:
    """PNG con texto, perfil y resolución."""
    from PIL.PngImagePlugin import PngInfo

    datos = PngInfo()
    datos.add_text("Comment", "COMENTARIO-SECRETO")
    datos.add_itxt("XML:com.adobe.xmp", "<x>COMENTARIO-SECRETO</x>", zip=False)
    return png(pnginfo=datos, dpi=(300, 300))


def ruido(octetos: int) -> bytes:
    """Un JPEG sano que mide exactamente `octetos`: lo que falta va de relleno tras su final."""
    azar = random.Random(7)
    base = jpeg(Image.frombytes("RGB", (400, 500), azar.randbytes(400 * 500 * 3)), quality=60)
    return base + b"\0" * (octetos - len(base))


def bomba_png(ancho: int = 50_000, alto: int = 50_000) -> bytes:
    """Cabecera PNG que promete muchísimos puntos y casi no trae datos."""
    cabecera = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    partes = [_trozo(b"IHDR", cabecera), _trozo(b"IDAT", zlib.compress(b"\0" * 1000)), _trozo(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(partes)


def bomba_jpeg() -> bytes:
    """JPEG sano cuya cabecera se cambió para prometer 65,500 × 65,500 puntos."""
    datos = bytearray(jpeg())
    lugar = datos.index(b"\xff\xc0")
    datos[lugar + 5 : lugar + 9] = struct.pack(">HH", 65_500, 65_500)
    return bytes(datos)


def texto_comprimido() -> bytes:
    """PNG con un texto que se infla a cientos de megas."""
    sano = png()
    inflable = b"Comment\0\0" + zlib.compress(b"A" * 300_000_000, 9)
    corte = sano.index(b"IDAT") - 4
    return sano[:corte] + _trozo(b"zTXt", inflable) + sano[corte:]


def sin_final_png() -> bytes:
    sano = png(Image.frombytes("RGB", (400, 500), random.Random(3).randbytes(600_000)))
    return sano[: len(sano) // 2]


def mal_sumado() -> bytes:
    """PNG con un octeto cambiado dentro de sus datos: la suma de comprobación no cuadra."""
    datos = bytearray(png())
    datos[datos.index(b"IDAT") + 10] ^= 0xFF
    return bytes(datos)


def animado() -> bytes:
    """APNG de dos cuadros."""
    return png(lisa(), save_all=True, append_images=[lisa(color=(0, 0, 0))])


def _trozo(tipo: bytes, datos: bytes) -> bytes:
    return struct.pack(">I", len(datos)) + tipo + datos + struct.pack(">I", zlib.crc32(tipo + datos))
