"""Dónde se lee un nombre en una carpeta publicada, abra lo que haya que abrir. No usa nada del código que publica.

Cada archivo se abre por su forma: comprimidos, hojas de cálculo y otros paquetes, PDF, bases SQLite (con las palabras de
sus índices de texto), trozos del índice y JSON con letras escapadas. Un nombre se busca por cualquiera de sus palabras,
con o sin acentos, en lo que dice y en cómo se llama el archivo. De las imágenes se mira lo que llevan escrito dentro;
las letras dibujadas no se leen.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import sqlite3
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import brotli
from pypdf import PdfReader

SQLITE, GZIP, ZIP, PDF = b"SQLite format 3\x00", b"\x1f\x8b", b"PK\x03\x04", b"%PDF"
ESCAPADA = re.compile(r"\\u([0-9a-fA-F]{4})")


def donde_se_lee(carpeta: Path, palabras: Iterable[str]) -> set[str]:
    """Los archivos, relativos a `carpeta`, donde se lee alguna de esas palabras."""
    buscadas = [plano(p) for p in palabras]
    conocidos: dict[
        bytes, bool
    ] = {}  # se repiten en la instantánea anterior y en cada compresión: se abren una vez
    hallados = set()
    for archivo in (a for a in carpeta.rglob("*") if a.is_file()):
        relativo = str(archivo.relative_to(carpeta))
        nombre, octetos = _sin_comprimir(archivo.name, archivo.read_bytes())
        huella = sha256(octetos).digest()
        if huella not in conocidos:
            dicho = (plano(texto) for texto in textos(nombre, octetos))
            conocidos[huella] = any(b in texto for texto in dicho for b in buscadas)
        if conocidos[huella] or any(b in plano(relativo) for b in buscadas):
            hallados.add(relativo)
    return hallados


def plano(texto: str) -> str:
    """En minúsculas, con solo las letras del inglés y sin lo que HTML, JSON o una dirección escapan."""
    suelto = html.unescape(unquote(ESCAPADA.sub(lambda m: chr(int(m[1], 16)), texto)))
    return unicodedata.normalize("NFKD", suelto).encode("ascii", "ignore").decode().casefold()


def textos(nombre: str, octetos: bytes) -> Iterator[str]:
    """Todo lo que se puede leer en un archivo, por dentro."""
    nombre, octetos = _sin_comprimir(nombre, octetos)
    if octetos.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(octetos)) as paquete:
            for dentro in paquete.namelist():
                yield dentro
                yield from textos(dentro, paquete.read(dentro))
    elif octetos.startswith(PDF):
        lector = PdfReader(io.BytesIO(octetos))
        yield from (pagina.extract_text() for pagina in lector.pages)
        yield json.dumps(dict(lector.metadata or {}), default=str, ensure_ascii=False)
    elif octetos.startswith(SQLITE):
        yield from _de_una_base(octetos)
    else:
        yield octetos.decode(errors="ignore")
        if 0 in octetos:  # las letras latinas de UTF-16 llevan uno cada una
            yield octetos.replace(b"\0", b"").decode("latin-1")


def _sin_comprimir(nombre: str, octetos: bytes) -> tuple[str, bytes]:
    """Cuantas veces lo esté."""
    while nombre.endswith(".br") or octetos.startswith(GZIP):
        abrir = brotli.decompress if nombre.endswith(".br") else gzip.decompress
        nombre, octetos = nombre.removesuffix(".br" if nombre.endswith(".br") else ".gz"), abrir(octetos)
    return nombre, octetos


def _de_una_base(octetos: bytes) -> Iterator[str]:
    """Cada celda de cada tabla, las palabras de los índices de texto y lo que quede en páginas que nadie usa."""
    yield octetos.decode(errors="ignore")
    with tempfile.NamedTemporaryFile(suffix=".sqlite") as copia:
        copia.write(octetos)
        copia.flush()
        base = sqlite3.connect(copia.name)
        base.text_factory = bytes
        tablas = base.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        for tabla, sql in tablas:
            for fila in base.execute(f'SELECT * FROM "{tabla.decode()}"'):
                yield from (t for celda in fila if isinstance(celda, bytes) for t in _de_una_celda(celda))
            if b"fts5" in (sql or b"").lower():
                yield from _de_un_indice(base, tabla.decode())
        base.close()


def _de_una_celda(celda: bytes) -> Iterator[str]:
    yield celda.decode(errors="ignore")
    for abrir in (zlib.decompress, gzip.decompress, brotli.decompress):
        try:
            yield abrir(celda).decode(errors="ignore")
        except (zlib.error, OSError, EOFError, brotli.error):
            continue


def _de_un_indice(base: sqlite3.Connection, tabla: str) -> Iterator[str]:
    base.execute(f"CREATE VIRTUAL TABLE temp.v_{tabla} USING fts5vocab(main, '{tabla}', 'row')")
    yield " ".join(t.decode() for (t,) in base.execute(f"SELECT term FROM temp.v_{tabla}"))
