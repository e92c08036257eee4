"""Ogg Opus (RFC 3533 y 7845): si la grabación de una persona lo es, y cuánto dura."""

from __future__ import annotations

import struct

CABECERA = struct.Struct("<4sBBqIIIB")
FRECUENCIA = 48_000  # la posición de Opus se cuenta siempre así
NO_ES = "No es una grabación Ogg Opus."


def mirar(octetos: bytes) -> tuple[dict[str, object], bytes]:
    """En un hijo: `reparo` es por qué no se admite, o vacío."""
    try:
        leer(octetos)
    except ValueError as error:
        return {"reparo": str(error)}, b""
    return {"reparo": ""}, b""


def leer(octetos: bytes) -> None:
    """`ValueError` si no es Ogg Opus con una sola pista."""
    paquetes = _paquetes(octetos)
    inicios = (b"OpusHead", b"OpusTags")
    if len(paquetes) < 3 or not all(p.startswith(i) for p, i in zip(paquetes, inicios, strict=False)):
        raise ValueError(NO_ES)


def segundos(octetos: bytes) -> float:
    """Lo que dura. Lee solo la última hoja."""
    ultima = octetos.rfind(b"OggS")
    if ultima < 0 or not octetos.startswith(b"OggS"):
        raise ValueError(NO_ES)
    return float(CABECERA.unpack_from(octetos, ultima)[3]) / FRECUENCIA


def _paquetes(octetos: bytes) -> list[bytes]:
    hechos: list[bytes] = []
    pendiente: list[bytes] = []
    lugar, series = 0, set()
    while lugar < len(octetos):
        if octetos[lugar : lugar + 4] != b"OggS" or len(octetos) < lugar + CABECERA.size:
            raise ValueError(NO_ES)
        _, _, _, _, serie, _, _, tramos = CABECERA.unpack_from(octetos, lugar)
        series.add(serie)
        cursor = lugar + CABECERA.size + tramos
        for largo in octetos[lugar + CABECERA.size : cursor]:
            pendiente.append(octetos[cursor : cursor + largo])
            cursor += largo
            if largo < 255:
                hechos.append(b"".join(pendiente))
                pendiente.clear()
        lugar = cursor
    if len(series) != 1:
        raise ValueError("La grabación trae más de una pista.")
    return hechos
