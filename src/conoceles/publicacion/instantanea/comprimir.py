"""Variantes precomprimidas con gzip y con brotli, siempre con los mismos octetos."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]

_EXTENSIONES = (".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".atom", ".txt", ".pub", ".py")


TROZO = 1 << 20  # con menos, brotli no sabe que el archivo es grande y da otros octetos


def variantes(ruta: str, contenido: bytes) -> dict[str, bytes]:
    """El archivo y sus variantes por ruta. El JSON de cada candidatura es chico: va sin ellas."""
    if not _se_comprime(ruta):
        return {ruta: contenido}
    return {
        ruta: contenido,
        ruta + ".gz": gzip.compress(contenido, 9, mtime=0),
        ruta + ".br": brotli.compress(contenido, quality=_nivel(ruta)),
    }


def por_trozos(ruta: str, origen: Path) -> list[str]:
    """Escribe junto a `origen` sus variantes, con los octetos de `variantes` y sin tenerlo entero en la memoria.

    Devuelve con qué terminan los nombres de las que hay, el del propio archivo incluido.
    """
    if not _se_comprime(ruta):
        return [""]
    en_brotli, en_gzip = brotli.Compressor(quality=_nivel(ruta)), zlib.compressobj(9, wbits=31)
    _escribir(origen, ".br", en_brotli.process, en_brotli.finish)
    _escribir(origen, ".gz", en_gzip.compress, en_gzip.flush)
    with open(f"{origen}.gz", "r+b") as escrito:
        escrito.seek(9)
        escrito.write(b"\xff")  # el sistema en que se hizo no se dice, como en `gzip.compress`
    return ["", ".gz", ".br"]


def _nivel(ruta: str) -> int:
    """De brotli. Lo que baja con cualquier página solo cambia con el programa, y la portada es una: se aprietan más.

    La portada se rehace en cada corrección, y con 11 eran 0.16 s.
    """
    if ruta.startswith("estatico/"):
        return 11
    return 7 if ruta == "index.html" else 5


def _se_comprime(ruta: str) -> bool:
    return ruta.endswith(_EXTENSIONES) and not ("candidaturas/" in ruta and ruta.endswith(".json"))


def _escribir(
    origen: Path, fin: str, comprimir: Callable[[bytes], bytes], terminar: Callable[[], bytes]
) -> None:
    with open(f"{origen}{fin}", "wb") as salida:
        salida.writelines(map(comprimir, _trozos(origen)))
        salida.write(terminar())


def _trozos(origen: Path) -> Iterator[bytes]:
    with open(origen, "rb") as entrada:
        while trozo := entrada.read(TROZO):
            yield trozo
