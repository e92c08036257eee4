"""El sello de un material, en el lugar que su formato deja para eso: nadie que abra el archivo lo ve.

Sin él, quien guardó los renglones de un día dibuja el material con el nombre que cree y compara. El texto llano y el
braille lo llevan escrito al pie y aquí solo se completan con espacios: su tamaño diría cuántas letras tiene el nombre. La
grabación de una persona no se adivina, y va como se recibió.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from conoceles.difusion.formatos import braille, llano
from conoceles.difusion.piezas import Pieza
from conoceles.publicacion.instantanea import sello

REDONDO = 4096  # de una imagen, que cambia más de tamaño que una página
REDONDO_DE_BRAILLE = 256  # cabe al final de sus renglones, sin gastar papel


def poner(pieza: Pieza, octetos: bytes, llave: bytes) -> bytes:
    """El material con su sello; igual, si no nombra a nadie."""
    en_su_lugar = _EN.get(pieza.ruta.rpartition(".")[2])
    if not llave or en_su_lugar is None:
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


def _en_txt(octetos: bytes, _: bytes) -> bytes:
    """Todos miden lo mismo: el tope."""
    return octetos[:-1].ljust(llano.TOPE - 1) + b"\n"


def _en_brf(octetos: bytes, _: bytes) -> bytes:
    """Espacios al final de los renglones, del último al primero; ninguno llega a las 40 celdas, que unen palabras."""
    faltan, renglones = -len(octetos) % REDONDO_DE_BRAILLE, octetos.split(b"\r\n")
    for n in range(len(renglones) - 2, -1, -1):
        caben = max(0, braille.ANCHO - 1 - len(renglones[n].lstrip(b"\f")))
        renglones[n] += b" " * min(caben, faltan)
        faltan -= min(caben, faltan)
    return b"\r\n".join(renglones)


_CIERRE_PNG = 12  # octetos del último trozo, IEND
_EN: dict[str, Callable[[bytes, bytes], bytes]] = {
    "png": _en_png,
    "jpg": _en_jpg,
    "pdf": _en_pdf,
    "txt": _en_txt,
    "brf": _en_brf,
}
