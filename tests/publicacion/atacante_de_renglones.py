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
from math import exp
from statistics import fmean

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


def creencia(s: Sabido, veces: int) -> list[float]:
    """De cada pregunta, con qué probabilidad contestó «Sí», para quien solo sabe lo que medían el archivo y sus compresiones.

    Sin sello, cada respuesta posible mide algo y nada más; con él, se hace `veces` con llaves al azar y se toma por normal.
    """
    vistos = [s.medidas[RUTA + fin][0] for fin in ("", ".gz", ".br")]
    miden = {d: [_medidas(s, d) for _ in range(veces)] for d in product(("Sí", "No"), repeat=len(PREGUNTAS))}
    pesos = (
        _verosimiles(miden, vistos) if s.con_sello else {d: float(m == [vistos]) for d, m in miden.items()}
    )
    total = sum(pesos.values())
    return [sum(peso for d, peso in pesos.items() if d[n] == "Sí") / total for n in range(len(PREGUNTAS))]


def _verosimiles(miden: dict[Respuestas, list[list[int]]], vistos: list[int]) -> dict[Respuestas, float]:
    medias = {d: [fmean(columna) for columna in zip(*suyos, strict=True)] for d, suyos in miden.items()}
    anchos = [fmean((m[k] - medias[d][k]) ** 2 for d, suyos in miden.items() for m in suyos) for k in (1, 2)]
    pesos = {}
    for d, suyos in miden.items():
        redondo = (sum(m[0] == vistos[0] for m in suyos) + 0.5) / (len(suyos) + 1)
        lejos = sum((vistos[k] - medias[d][k]) ** 2 / ancho for k, ancho in zip((1, 2), anchos, strict=True))
        pesos[d] = redondo * exp(-lejos / 2)
    return pesos


def _medidas(s: Sabido, dichas: Respuestas) -> list[int]:
    octetos = next(_archivos(s, dichas, _uno(s, dichas) if s.con_sello else ""))
    return [len(octetos), len(gzip.compress(octetos, 9, mtime=0)), len(brotli.compress(octetos, quality=5))]


def _uno(s: Sabido, dichas: Respuestas) -> str:
    """Un sello como los que hace el sistema, con una llave al azar: la de ella no la tiene."""
    dicho = json.dumps(_fila(s, dichas, "")[:-1], ensure_ascii=False, separators=(",", ":")).encode()
    caras = sum(secrets.randbelow(2) for _ in range(256))
    cifras = secrets.token_hex(16 + max(0, caras - 88))
    return cifras + "0" * (-(len(dicho) + len(cifras)) % 128)


def _archivos(s: Sabido, dichas: Respuestas, sello: str) -> Iterator[bytes]:
    """El archivo de entonces si ella hubiera contestado eso, en cada lugar en que pudo estar."""
    for lugar in range(len(s.demas) + 1):
        yield escrita(s.encabezado, [*s.demas[:lugar], _fila(s, dichas, sello), *s.demas[lugar:]])


def _fila(s: Sabido, dichas: Respuestas, sello: str) -> list[str]:
    suyo = s.ella | dict(zip(PREGUNTAS, dichas, strict=True)) | {"SELLO": sello}
    return [suyo.get(columna, "") for columna in s.encabezado]
