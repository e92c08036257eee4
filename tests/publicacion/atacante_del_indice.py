"""Quien guardó los renglones de un día adivina con un diccionario el nombre de una persona que ya no está en el índice.

Va palabra por palabra: cada trozo dice las que empiezan igual, y el vocabulario de nombres, todas. Conoce el formato, que es
público, y lo que hoy dicen los trozos; no comparte código con lo que ataca.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import combinations, product
from typing import Any

Listas = dict[str, list[list[int]]]


def abierto(octetos: bytes) -> Any:
    return json.loads(gzip.decompress(octetos))


def escrito(dato: object) -> bytes:
    return _comprimido(_json(dato))


def _json(dato: object) -> str:
    return json.dumps(dato, ensure_ascii=False, separators=(",", ":"))


def _comprimido(texto: str) -> bytes:
    return gzip.compress(texto.encode(), 4, mtime=0)


def _de_palabras(listas: Listas) -> bytes:
    """Una línea por palabra."""
    lineas = ",\n".join(f"{_json(palabra)}:{_json(suyas)}" for palabra, suyas in sorted(listas.items()))
    return _comprimido(f"{{\n{lineas}\n}}")


def sin_sello(octetos: bytes) -> bytes:
    """Como se publicaba: sin el comentario del encabezado (RFC 1952)."""
    if not octetos[3] & 0x10:
        return octetos
    fin = octetos.index(b"\0", 10)
    return octetos[:3] + b"\0" + octetos[4:10] + octetos[fin + 1 :]


def por_vocabulario(huella: str, hoy: Sequence[str], diccionario: Iterable[str]) -> list[set[str]]:
    """Las dos palabras que, sumadas a las que hoy hay en los nombres, dan el trozo de entonces."""
    return [
        set(dos)
        for dos in combinations(diccionario, 2)
        if sha256(escrito(sorted({*hoy, *dos}))).hexdigest() == huella
    ]


def por_trozo(huella: str, hoy: Listas, diccionario: Iterable[str], personas: int) -> set[str]:
    """La palabra que, puesta en ese trozo por alguien en algún lugar, lo deja como era. Hoy nadie más la dice."""
    return {
        palabra
        for palabra in diccionario
        for orden, donde in product(range(personas + 1), product((False, True), repeat=3))
        if sha256(_de_palabras(_con(hoy, palabra, orden, donde))).hexdigest() == huella
    }


def _con(hoy: Listas, palabra: str, orden: int, donde: Sequence[bool]) -> Listas:
    return hoy | {palabra: [[orden] if esta else [] for esta in donde]}
