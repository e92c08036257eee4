"""Qué dice lo publicado, para compararlo con lo congelado, sin código de quien lo escribió.

De cada archivo se toma lo que dice y no cómo se guardó: los comprimidos se abren y de la base de búsqueda se leen sus filas, así que
otra versión de zlib, de brotli o de SQLite no es un cambio. Los grupos tampoco cuentan el sello de la persona ni la huella que los
archivos fijos llevan en su nombre: tocar una hoja de estilos no es un cambio en cada página. La raíz sí los cuenta.

Quedan fuera la sal de los renglones y la del manifiesto, que son al azar y no entran en ningún archivo, y lo que sale de ellas: las
huellas de las publicaciones en `verificar/`, y las cabezas de las dos bitácoras. Del catálogo, cuánto mide y qué huella tiene
cada archivo: los libros de cálculo van comprimidos.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import brotli

SELLO = re.compile(
    rb'\n<meta name="sello" content="[0-9a-f]+">|, "sello": "[0-9a-f]+"|<!-- sello [0-9a-f]+ -->\n'
)
FIJO = re.compile(rb"(estatico/[\w-]+)\.[0-9a-f]{10}(?=\.)")
DEL_AZAR = {
    "verificar/": re.compile(rb"\b[0-9a-f]{16,64}\b"),
    "datos/catalogo.jsonld": re.compile(rb'(?<="@value": ")(?:\d+|[0-9a-f]{64})(?=",)'),
}
TABLAS = "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%'"
COMPRIMIDOS = {".gz": gzip.decompress, ".br": brotli.decompress}
LETRAS = 10  # de cada huella: se comparan, nadie las ataca


@dataclass(frozen=True)
class Publicado:
    """`archivos`: ruta → el comienzo de la huella de lo que dice, sin sello."""

    raiz: str
    archivos: dict[str, str]


def de(*arboles: Path) -> Publicado:
    """De varias instantáneas a la vista; cada una debe ser la que su manifiesto firmó. Las rutas llevan su elección."""
    dicho = {f"{a.parent.name}/{ruta}": c for a in arboles for ruta, c in _contenidos(a).items()}
    hojas = [_sha256(b"\0" + f"{ruta}\t{_sha256(c).hex()}".encode()) for ruta, c in sorted(dicho.items())]
    sueltos = {_sin_huella(r.encode()).decode(): _sin_huella(SELLO.sub(b"", c)) for r, c in dicho.items()}
    return Publicado(_raiz(hojas).hex(), {r: _sha256(c).hex()[:LETRAS] for r, c in sorted(sueltos.items())})


def _contenidos(actual: Path) -> dict[str, bytes]:
    return {r: _contenido(actual, r) for r in _firmadas(actual) if not _es_copia(actual, r)}


def _firmadas(actual: Path) -> list[str]:
    """Las rutas de los renglones, después de comprobar que dan la raíz y que cada archivo es el que dice el suyo."""
    manifiesto = json.loads((actual / "manifiesto.json").read_bytes())
    renglones = (actual / "manifiesto.renglones").read_bytes().splitlines()
    assert _raiz([_sha256(b"\0" + r) for r in renglones]).hex() == manifiesto["raiz"]
    for renglon in renglones:
        ruta, octetos, sha256, _ = renglon.decode().split("\t")
        contenido = (actual / ruta).read_bytes()
        assert (int(octetos), sha256) == (len(contenido), _sha256(contenido).hex()), ruta
    return [r.decode().partition("\t")[0] for r in renglones]


def _raiz(hojas: list[bytes]) -> bytes:
    """RFC 6962, §2.1."""
    if len(hojas) == 1:
        return hojas[0]
    mitad = 1 << (len(hojas) - 1).bit_length() - 1
    return _sha256(b"\1" + _raiz(hojas[:mitad]) + _raiz(hojas[mitad:]))


def _es_copia(actual: Path, ruta: str) -> bool:
    """La variante comprimida de otro archivo: debe decir lo mismo que él, y no se cuenta."""
    nombre, punto, fin = ruta.rpartition(".")
    abrir = COMPRIMIDOS.get(punto + fin)
    if abrir is None or not (actual / nombre).exists():
        return False
    assert abrir((actual / ruta).read_bytes()) == (actual / nombre).read_bytes(), ruta
    return True


def _contenido(actual: Path, ruta: str) -> bytes:
    contenido = (actual / ruta).read_bytes()
    if contenido.startswith(b"SQLite format 3"):
        return _filas(actual / ruta)
    if contenido.startswith(b"PK"):
        return _miembros(contenido)
    if contenido.startswith(b"\x1f\x8b"):
        return gzip.decompress(contenido)
    del_azar = next((patron for donde, patron in DEL_AZAR.items() if ruta.startswith(donde)), None)
    return del_azar.sub(b"", contenido) if del_azar else contenido


def _filas(archivo: Path) -> bytes:
    """Las de cada tabla y, de la de palabras, dónde está cada una: lo que guarda aparte es de cada SQLite."""
    with closing(sqlite3.connect(f"file:{archivo}?immutable=1", uri=True)) as base:
        dichas: dict[str, list[str]] = {}
        for tabla, clase in sorted(base.execute(TABLAS)):
            if clase == "virtual":
                base.execute(f"CREATE VIRTUAL TABLE temp.de_{tabla} USING fts5vocab(main, {tabla}, instance)")
            filas = base.execute(f"SELECT * FROM {'temp.de_' if clase == 'virtual' else 'main.'}{tabla}")
            dichas[tabla] = sorted(map(repr, filas))
    return json.dumps(dichas).encode()


def _miembros(paquete: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(paquete)) as abierto:
        return b"".join(f"{m.filename}\n".encode() + abierto.read(m) for m in abierto.infolist())


def _sin_huella(texto: bytes) -> bytes:
    return FIJO.sub(rb"\1", texto)


def _sha256(octetos: bytes) -> bytes:
    return hashlib.sha256(octetos).digest()
