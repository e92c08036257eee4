"""El sello de un material, en el lugar que su formato deja para eso: nadie que abra el archivo lo ve ni lo oye.

Sin él, quien guardó los renglones de un día dibuja el material con el nombre que cree y compara. El texto llano y el
braille lo llevan escrito al pie; la grabación de una persona no se adivina, y va como se recibió.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from conoceles.difusion.formatos import ogg
from conoceles.difusion.piezas import Pieza
from conoceles.publicacion.instantanea import sello

REDONDO = 4096  # de una imagen o un audio, que cambian más de tamaño que una página


def poner(pieza: Pieza, octetos: bytes, llave: bytes) -> bytes:
    """El material con su sello; igual, si no nombra a nadie o si su formato lo lleva escrito."""
    en_su_lugar = _EN.get(pieza.ruta.rpartition(".")[2])
    if not llave or en_su_lugar is None or pieza.dibujo == "grabacion":
        return octetos
    return en_su_lugar(octetos, sello.de(octetos, llave, REDONDO).encode())


def _en_png(octetos: bytes, dicho: bytes) -> bytes:
    trozo = b"tEXtsello\0" + dicho
    puesto = struct.pack(">I", len(trozo) - 4) + trozo + struct.pack(">I", zlib.crc32(trozo))
    return octetos[:-_CIERRE_PNG] + puesto + octetos[-_CIERRE_PNG:]


def _en_jpg(octetos: bytes, dicho: bytes) -> bytes:
    return octetos[:2] + b"\xff\xfe" + struct.pack(">H", len(dicho) + 2) + dicho + octetos[2:]


def _en_pdf(octetos: bytes, dicho: bytes) -> bytes:
    """Un comentario después de la tabla de lugares: no mueve ninguno."""
    antes, marca, despues = octetos.rpartition(b"startxref")
    return antes + b"% " + dicho + b"\n" + marca + despues


def _en_epub(octetos: bytes, dicho: bytes) -> bytes:
    """En el comentario del paquete, que va al final."""
    return octetos[:-2] + struct.pack("<H", len(dicho)) + dicho


_CIERRE_PNG = 12  # octetos del último trozo, IEND
_EN: dict[str, Callable[[bytes, bytes], bytes]] = {
    "png": _en_png,
    "jpg": _en_jpg,
    "pdf": _en_pdf,
    "epub": _en_epub,
    "opus": ogg.con_etiqueta,
}
