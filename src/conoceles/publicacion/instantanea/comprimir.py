"""Variantes precomprimidas: gzip nivel 9 y brotli nivel 5, siempre con los mismos octetos."""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]

_EXTENSIONES = (".html", ".css", ".js", ".json", ".csv", ".svg", ".xml", ".atom", ".txt", ".pub", ".py")


def variantes(ruta: str, contenido: bytes) -> dict[str, bytes]:
    """El archivo y sus variantes por ruta. El JSON de cada candidatura es chico: va sin ellas."""
    if not ruta.endswith(_EXTENSIONES) or ("candidaturas/" in ruta and ruta.endswith(".json")):
        return {ruta: contenido}
    return {
        ruta: contenido,
        ruta + ".gz": gzip.compress(contenido, 9, mtime=0),
        ruta + ".br": brotli.compress(contenido, quality=5),
    }
