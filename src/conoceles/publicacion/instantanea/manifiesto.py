"""El manifiesto: la huella de cada archivo de una instantánea, y de qué instantánea viene."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any

from conoceles.nucleo.canonico import json_canonico

FORMATO = 1
NOMBRE = "manifiesto.json"
FIRMA = "manifiesto.firma"
SUPRIMIDOS = "suprimidos.json"


@dataclass
class Manifiesto:
    """`archivos` va de la ruta relativa a `{"sha256","octetos"}`; no se incluye a sí mismo.

    `anterior` es el SHA-256 completo del manifiesto que sigue, o `None` en el primero. `sal` son octetos al azar:
    su huella queda para siempre en el registro público, y sin ella se podría adivinar lo que un día se suprima.
    """

    proceso: str
    momento: str
    anterior: str | None = None
    cabezas: dict[str, str] = field(default_factory=dict)
    cortes: dict[str, str] = field(default_factory=dict)
    archivos: dict[str, dict[str, Any]] = field(default_factory=dict)
    sal: str = ""

    def octetos(self) -> bytes:
        """JSON canónico: claves ordenadas, sin espacios, UTF-8.

        Los renglones de archivos, que son miles, se componen a mano: da los mismos octetos en menos tiempo.
        """
        demas = json_canonico({"formato": FORMATO, **self.__dict__, "archivos": {}})
        renglones = ",".join(
            f'{encode_basestring(ruta)}:{{"octetos":{r["octetos"]},"sha256":"{r["sha256"]}"}}'
            for ruta, r in sorted(self.archivos.items())
        )
        return demas.replace(b'"archivos":{}', b'"archivos":{' + renglones.encode() + b"}", 1)


def renglon(contenido: bytes) -> dict[str, Any]:
    """Lo que el manifiesto dice de un archivo."""
    return {"sha256": hashlib.sha256(contenido).hexdigest(), "octetos": len(contenido)}


def huella(octetos: bytes) -> str:
    """La de un manifiesto: lo que el siguiente anota como anterior."""
    return hashlib.sha256(octetos).hexdigest()


def identificar(octetos: bytes) -> str:
    """Nombre de la instantánea: los primeros 16 hexadecimales de su huella."""
    return huella(octetos)[:16]


# El último que escribió este proceso: el obrero no vuelve a leer, en cada corrección, miles de renglones suyos.
_ULTIMO: dict[bytes, Manifiesto] = {}


def recordar(octetos: bytes, escrito: Manifiesto) -> None:
    """Deja a mano el recién escrito, que ya nadie modifica."""
    _ULTIMO.clear()
    _ULTIMO[octetos] = escrito


def leer(octetos: bytes) -> Manifiesto:
    """Manifiesto ya escrito, solo para leer. `ValueError` si el formato no es el que se conoce."""
    if octetos in _ULTIMO:
        return _ULTIMO[octetos]
    datos = json.loads(octetos)
    if datos.pop("formato", None) != FORMATO:
        raise ValueError("El manifiesto tiene un formato que esta versión no conoce.")
    return Manifiesto(**datos)


def nuevo(proceso: str, ahora: datetime, anterior: str | None, cabezas: Mapping[str, str]) -> Manifiesto:
    """Manifiesto vacío para la instantánea que sigue a `anterior`."""
    momento = ahora.isoformat(timespec="seconds")
    return Manifiesto(proceso, momento, anterior, dict(cabezas), sal=secrets.token_hex(32))
