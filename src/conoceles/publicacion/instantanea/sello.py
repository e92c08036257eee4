"""Poner el sello en un archivo: un HMAC de lo que dice, en el lugar que su formato deja para eso."""

from __future__ import annotations

import hmac
from collections.abc import Callable


def sellar(ruta: str, contenido: bytes, llave: bytes) -> bytes:
    """El archivo con su sello; igual, si no muestra a nadie cuya llave siga viva (`llave` vacía)."""
    if not llave:
        return contenido
    sello = hmac.new(llave, contenido, "sha256").hexdigest()[:32]
    return _CON_SELLO[ruta.rpartition(".")[2]](contenido, sello.encode())


def _en_html(contenido: bytes, sello: bytes) -> bytes:
    return contenido.replace(b"</title>", b'</title>\n<meta name="sello" content="' + sello + b'">', 1)


def _en_json(contenido: bytes, sello: bytes) -> bytes:
    return contenido[:-1] + b', "sello": "' + sello + b'"}'


def _en_atom(contenido: bytes, sello: bytes) -> bytes:
    return contenido.rstrip() + b"\n<!-- sello " + sello + b" -->\n"


def _en_gzip(contenido: bytes, sello: bytes) -> bytes:
    """En el comentario del encabezado (RFC 1952): lo comprimido no cambia."""
    return contenido[:3] + b"\x10" + contenido[4:10] + sello + b"\0" + contenido[10:]


_CON_SELLO: dict[str, Callable[[bytes, bytes], bytes]] = {
    "html": _en_html,
    "json": _en_json,
    "atom": _en_atom,
    "trozo": _en_gzip,
}
