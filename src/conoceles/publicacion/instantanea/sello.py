"""Poner el sello en un archivo: un HMAC de lo que dice, en el lugar que su formato deja para eso.

Mide distinto según la llave, y completa el archivo a un tamaño redondo: el manifiesto dice cuánto mide cada archivo y cada
una de sus variantes comprimidas, y sin eso el largo de las respuestas diría cuáles pudieron ser.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable

REDONDO = 1024  # lo que completa son ceros, que comprimidos no pesan
REDONDO_DE_RENGLON = REDONDO_DE_TROZO = 128  # en un trozo van sin comprimir
# Octetos de los archivos que cambian en cualquier corrección y miden casi eso: con otra cifra en su renglón, la lista de lo publicado
# se escribe desde ahí.
MINIMOS = {"candidaturas/": 10_000, "datos/api/candidaturas/": 10_000, "indice/palabras/": 1_000}


def sellar(ruta: str, contenido: bytes, llave: bytes) -> bytes:
    """El archivo con su sello; igual, si no muestra a nadie cuya llave siga viva (`llave` vacía)."""
    if not llave:
        return contenido
    formato = ruta.rpartition(".")[2]
    minimo = next((octetos for carpeta, octetos in MINIMOS.items() if ruta.startswith(carpeta)), 0)
    sello = de(contenido, llave, REDONDO_DE_TROZO if formato == "trozo" else REDONDO, minimo)
    return _CON_SELLO[formato](contenido, sello.encode())


def de(contenido: bytes, llave: bytes, redondo: int, minimo: int = 0) -> str:
    """Cifras hexadecimales que salen de la llave y de lo dicho, y los ceros que faltan para un tamaño redondo, y no menor que ese.

    Cuántas son también sale de la llave, como las caras de 256 monedas (128, más o menos 8): no hay un mínimo ni un
    máximo que se alcance, y así ningún tamaño descarta una respuesta.
    """
    resumen = hmac.digest(llave, contenido, "sha256")
    caras = int.from_bytes(hashlib.sha256(resumen).digest(), "big").bit_count()
    cifras = hashlib.shake_256(resumen).hexdigest(16 + max(0, caras - 88))
    medida = len(contenido) + len(cifras)
    return cifras + "0" * (max(medida, minimo) - medida + -max(medida, minimo) % redondo)


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
