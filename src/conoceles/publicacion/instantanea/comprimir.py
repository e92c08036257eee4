"""Variantes precomprimidas: gzip nivel 9 y brotli nivel 5, siempre con los mismos octetos."""

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
        ruta + ".br": brotli.compress(contenido, quality=5),
    }


def por_trozos(ruta: str, origen: Path) -> list[str]:
    """Escribe junto a `origen` sus variantes, con los octetos de `variantes` y sin tenerlo entero en la memoria.

    Devuelve con qué terminan los nombres de las que hay, el del propio archivo incluido.
    """
    if not _se_comprime(ruta):
        return [""]
    brotli_5, gzip_9 = brotli.Compressor(quality=5), zlib.compressobj(9, wbits=31)
    _escribir(origen, ".br", brotli_5.process, brotli_5.finish)
    _escribir(origen, ".gz", gzip_9.compress, gzip_9.flush)
    with open(f"{origen}.gz", "r+b") as escrito:
        escrito.seek(9)
        escrito.write(b"\xff")  # el sistema en que se hizo no se dice, como en `gzip.compress`
    return ["", ".gz", ".br"]


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
