"""Encabezados HTTP: tipo, caducidad, seguridad y negociación de la compresión."""

from __future__ import annotations

import re
from functools import lru_cache

Encabezados = list[tuple[str, str]]

CODIFICACIONES = (("br", ".br"), ("gzip", ".gz"))
_TEXTO = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "firma": "application/json",
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/plain",
    "brf": "text/plain",
    "pub": "text/plain",
    "py": "text/x-python",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "ics": "text/calendar",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
}
_BINARIO = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "opus": "audio/ogg",
    "zip": "application/zip",
    "gz": "application/gzip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
EN_LENGUA = re.compile(r"^lengua/[a-z]+/")  # las mismas direcciones, en otra lengua
_CON_HUELLA = re.compile(r"^estatico/.*\.[0-9a-f]{8,64}\.[^/]+$")
INMUTABLE, CORTA = "public, max-age=31536000, immutable", "max-age=15, must-revalidate"
# Un retrato no cambia, pero puede retirarse: quien lo vio no lo vuelve a pedir, y lo que se comparte pregunta pronto si sigue.
RETRATO = "public, max-age=31536000, immutable, s-maxage=15, proxy-revalidate"
_POLITICA = (
    "default-src 'self'; style-src 'self'{estilos}; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors {marcos}"
)
# Una descarga lleva dentro su estilo, su letra y sus retratos; servida, no pide nada ni ejecuta nada.
_DESCARGA = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; frame-ancestors 'none'"
_SEGURIDAD: Encabezados = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]


def tipo(ruta: str) -> str:
    """`Content-Type` según la extensión, con juego de caracteres si es texto."""
    extension = ruta.rpartition(".")[2].lower()
    if extension in _TEXTO:
        return f"{_TEXTO[extension]}; charset=utf-8"
    return _BINARIO.get(extension, "application/octet-stream")


def caducidad(ruta: str) -> str:
    """Lo que lleva su huella en el nombre no cambia nunca; lo demás se revalida pronto, y los retratos donde son de todos."""
    if ruta.startswith("fotos/"):
        return RETRATO
    return INMUTABLE if _CON_HUELLA.match(ruta) else CORTA


@lru_cache(maxsize=4096)  # va en cada respuesta, y se mide con el banco
def seguridad(ruta: str, estilos: str = "") -> Encabezados:
    """Política de contenido y compañía; solo para leer. Solo las tarjetas de `incrustar/` caben en páginas ajenas.

    `estilos`: las huellas de los estilos publicados, cada una con su espacio delante y entre comillas simples.
    """
    ruta = EN_LENGUA.sub("", ruta, count=1)
    if ruta.startswith("descargas/") and ruta.endswith(".html") and not ruta.endswith("index.html"):
        return [("Content-Security-Policy", _DESCARGA), *_SEGURIDAD]
    marcos = "*" if ruta.startswith("incrustar/") else "'none'"
    return [("Content-Security-Policy", _POLITICA.format(estilos=estilos, marcos=marcos)), *_SEGURIDAD]


@lru_cache(maxsize=256)  # los navegadores dicen unas cuantas; se mide con el banco
def aceptadas(pedido: str) -> tuple[str, ...]:
    """Codificaciones que el cliente acepta (`Accept-Encoding`), en nuestro orden de preferencia."""
    pesos = dict(_peso(parte) for parte in pedido.lower().split(",")[:20] if parte.strip())
    return tuple(c for c, _ in CODIFICACIONES if pesos.get(c, pesos.get("*", 0.0)) > 0)


def coincide(si_no: str, etag: str) -> bool:
    """Si `If-None-Match` nombra esta etiqueta (comparación débil, como pide HTTP para el 304)."""
    return any(e.strip().removeprefix("W/") in (etag, "*") for e in si_no.split(","))


def _peso(parte: str) -> tuple[str, float]:
    nombre, _, parametros = parte.partition(";")
    _, hay, q = parametros.partition("q=")
    try:
        return nombre.strip(), float(q) if hay else 1.0
    except ValueError:
        return nombre.strip(), 0.0
