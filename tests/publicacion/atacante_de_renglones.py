"""Quien guardó los renglones de un día, y no los archivos, prueba contra ellos cada respuesta posible de una persona.

Conoce el método entero, lo que hoy se sirve y lo de todas las demás. No comparte código con lo que ataca.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import brotli

RUTA = "datos/identidad.csv"
PREGUNTAS = ("p1", "p2", "p4", "p8", "p9", "p11", "p16", "p17")
Respuestas = tuple[str, ...]


@dataclass(frozen=True)
class Sabido:
    """`medidas`: de cada archivo, lo que mide y resume según los renglones. `ella`: lo que hoy se lee de la persona."""

    medidas: dict[str, tuple[int, str]]
    encabezado: Sequence[str]
    demas: Sequence[Sequence[str]]
    ella: dict[str, str]

    @property
    def con_sello(self) -> bool:
        return "SELLO" in self.encabezado


def medidas(renglones: str) -> dict[str, tuple[int, str]]:
    """Lo que dicen los renglones enteros."""
    partes = (linea.split("\t") for linea in renglones.splitlines())
    return {p[0]: (int(p[1]), p[2]) for p in partes if len(p) == 4}


def tabla(octetos: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(octetos.decode("utf-8-sig"))))


def escrita(encabezado: Sequence[str], filas: Sequence[Sequence[str]]) -> bytes:
    salida = io.StringIO()
    csv.writer(salida, lineterminator="\r\n").writerows([encabezado, *filas])
    return salida.getvalue().encode("utf-8-sig")


def por_huella(s: Sabido) -> list[Respuestas]:
    """Las respuestas con que rehace, octeto por octeto, el archivo de entonces."""
    buscada = s.medidas[RUTA][1]
    intentos = ("", *(fila[-1] for fila in s.demas)) if s.con_sello else ("",)
    return [
        dichas
        for dichas in product(("Sí", "No"), repeat=len(PREGUNTAS))
        for sello in intentos
        if any(hashlib.sha256(a).hexdigest() == buscada for a in _archivos(s, dichas, sello))
    ]


def por_tamano(s: Sabido, intentos: int) -> list[Respuestas]:
    """Las que darían los tamaños de entonces, del archivo y de sus dos compresiones."""
    return [
        d for d in product(("Sí", "No"), repeat=len(PREGUNTAS)) if _cabe(s, d, intentos if s.con_sello else 1)
    ]


def _cabe(s: Sabido, dichas: Respuestas, intentos: int) -> bool:
    probados = []
    for _ in range(intentos):
        octetos = next(_archivos(s, dichas, _uno(s, dichas) if s.con_sello else ""))
        probados.append(
            (len(octetos), len(gzip.compress(octetos, 9, mtime=0)), len(brotli.compress(octetos, quality=5)))
        )
    vistos = [s.medidas[RUTA + fin][0] for fin in ("", ".gz", ".br")]
    return all(
        min(dados) <= visto <= max(dados)
        for visto, dados in zip(vistos, zip(*probados, strict=True), strict=True)
    )


def _uno(s: Sabido, dichas: Respuestas) -> str:
    """Un sello como los que hace el sistema, con una llave al azar: la de ella no la tiene."""
    dicho = json.dumps(_fila(s, dichas, "")[:-1], ensure_ascii=False, separators=(",", ":")).encode()
    cifras = secrets.token_hex(16 + secrets.randbelow(32))
    return cifras + "0" * (-(len(dicho) + len(cifras)) % 128)


def _archivos(s: Sabido, dichas: Respuestas, sello: str) -> Iterator[bytes]:
    """El archivo de entonces si ella hubiera contestado eso, en cada lugar en que pudo estar."""
    for lugar in range(len(s.demas) + 1):
        yield escrita(s.encabezado, [*s.demas[:lugar], _fila(s, dichas, sello), *s.demas[lugar:]])


def _fila(s: Sabido, dichas: Respuestas, sello: str) -> list[str]:
    suyo = s.ella | dict(zip(PREGUNTAS, dichas, strict=True)) | {"SELLO": sello}
    return [suyo.get(columna, "") for columna in s.encabezado]
