"""Ogg Opus (RFC 3533 y 7845): juntar grabaciones iguales en una y saber cuánto duran, sin volver a codificar."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CABECERA = struct.Struct("<4sBBqIIIB")
FRECUENCIA = 48_000  # la posición de Opus se cuenta siempre así
POR_PAQUETE = 960  # 20 ms
POR_HOJA = 50
SERIE = 1
COMIENZO, FINAL = 2, 4


@dataclass(frozen=True)
class Grabacion:
    """Sus dos paquetes de cabecera, los de audio y cuántas muestras, a 48 kHz, hay que saltar al principio."""

    cabeza: bytes
    paquetes: tuple[bytes, ...]
    salto: int
    fin: int


def leer(octetos: bytes) -> Grabacion:
    """`ValueError` si no es Ogg Opus de un canal con una sola pista."""
    paquetes, fin = _paquetes(octetos)
    if (
        len(paquetes) < 3
        or not paquetes[0].startswith(b"OpusHead")
        or not paquetes[1].startswith(b"OpusTags")
    ):
        raise ValueError("No es una grabación Ogg Opus.")
    [salto] = struct.unpack_from("<H", paquetes[0], 10)
    return Grabacion(paquetes[0], tuple(paquetes[2:]), salto, fin)


def mirar(octetos: bytes) -> tuple[dict[str, object], bytes]:
    """Como `leer`, en un hijo: `reparo` es por qué no se admite, o vacío."""
    try:
        leer(octetos)
    except ValueError as error:
        return {"reparo": str(error)}, b""
    return {"reparo": ""}, b""


def segundos(octetos: bytes) -> float:
    """Lo que dura. Lee solo la última hoja."""
    ultima = octetos.rfind(b"OggS")
    if ultima < 0 or not octetos.startswith(b"OggS"):
        raise ValueError("No es una grabación Ogg Opus.")
    return float(CABECERA.unpack_from(octetos, ultima)[3]) / FRECUENCIA


def _paquetes(octetos: bytes) -> tuple[list[bytes], int]:
    hechos: list[bytes] = []
    pendiente: list[bytes] = []
    lugar, fin, series = 0, 0, set()
    while lugar < len(octetos):
        if octetos[lugar : lugar + 4] != b"OggS" or len(octetos) < lugar + CABECERA.size:
            raise ValueError("No es una grabación Ogg Opus.")
        _, _, _, posicion, serie, _, _, tramos = CABECERA.unpack_from(octetos, lugar)
        series.add(serie)
        tabla = octetos[lugar + 27 : lugar + 27 + tramos]
        cursor, fin = lugar + 27 + tramos, max(fin, posicion)
        for largo in tabla:
            pendiente.append(octetos[cursor : cursor + largo])
            cursor += largo
            if largo < 255:
                hechos.append(b"".join(pendiente))
                pendiente.clear()
        lugar = cursor
    if len(series) != 1:
        raise ValueError("La grabación trae más de una pista.")
    return hechos, fin


def juntar(grabaciones: Sequence[bytes], *, titulo: str) -> bytes:
    """Una sola grabación, con el título entre sus etiquetas. Todas vienen del mismo codificador y la misma medida."""
    leidas = [leer(g) for g in grabaciones]
    paquetes = [p for g in leidas for p in g.paquetes]
    fin = len(paquetes) * POR_PAQUETE
    hojas = [_hoja([leidas[0].cabeza], 0, 0, COMIENZO), _hoja([_etiquetas(titulo)], 0, 1, 0)]
    hojas += _hojas_de_audio(paquetes, fin)
    return b"".join(hojas)


def con_etiqueta(octetos: bytes, sello: bytes) -> bytes:
    """La de `juntar`, con un sello más entre sus etiquetas, que llenan su segunda hoja."""
    desde = octetos.index(b"OggS", CABECERA.size)
    hasta = octetos.index(b"OggS", desde + CABECERA.size)
    etiquetas = octetos[desde + CABECERA.size + octetos[desde + CABECERA.size - 1] : hasta]
    quien = struct.unpack_from("<I", etiquetas, 8)[0] + 12
    [cuantas] = struct.unpack_from("<I", etiquetas, quien)
    dicho = b"SELLO=" + sello
    cuenta, otra = struct.pack("<I", cuantas + 1), struct.pack("<I", len(dicho)) + dicho
    hoja = _hoja([etiquetas[:quien] + cuenta + etiquetas[quien + 4 :] + otra], 0, 1, 0)
    return octetos[:desde] + hoja + octetos[hasta:]


def _hojas_de_audio(paquetes: Sequence[bytes], fin: int) -> Iterator[bytes]:
    for numero, desde in enumerate(range(0, len(paquetes), POR_HOJA), 2):
        hasta = min(desde + POR_HOJA, len(paquetes))
        ultima = hasta == len(paquetes)
        yield _hoja(
            paquetes[desde:hasta], fin if ultima else hasta * POR_PAQUETE, numero, FINAL if ultima else 0
        )


def _etiquetas(titulo: str) -> bytes:
    quien, dicho = b"Conoceles", f"TITLE={titulo}".encode()
    return b"OpusTags" + struct.pack("<I", len(quien)) + quien + struct.pack("<II", 1, len(dicho)) + dicho


def _hoja(paquetes: Sequence[bytes], posicion: int, numero: int, marcas: int) -> bytes:
    tabla = b"".join(b"\xff" * (len(p) // 255) + bytes([len(p) % 255]) for p in paquetes)
    sin_suma = (
        CABECERA.pack(b"OggS", 0, marcas, posicion, SERIE, numero, 0, len(tabla)) + tabla + b"".join(paquetes)
    )
    return sin_suma[:22] + struct.pack("<I", _suma(sin_suma)) + sin_suma[26:]


def _suma(octetos: bytes) -> int:
    """CRC-32 de Ogg: el polinomio de siempre, sin reflejar y desde cero."""
    suma = 0
    for octeto in octetos:
        suma = ((suma << 8) & 0xFFFFFFFF) ^ _TABLA[(suma >> 24) ^ octeto]
    return suma


def _renglon(n: int) -> int:
    suma = n << 24
    for _ in range(8):
        suma = ((suma << 1) ^ 0x04C11DB7 if suma & 0x80000000 else suma << 1) & 0xFFFFFFFF
    return suma


_TABLA = tuple(_renglon(n) for n in range(256))
