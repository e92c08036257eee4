"""Dónde quedan los archivos: una carpeta de esta máquina o un almacén S3 que ven todas. Una interfaz, dos maneras."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from conoceles.nucleo.almacen.carpeta import Carpeta
from conoceles.nucleo.almacen.s3 import S3, AlmacenCaido, Lugar

__all__ = ["S3", "Almacen", "AlmacenCaido", "Carpeta", "abrir"]

FORMA = r"s3(\+http)?://[^:/@\s]+:[^/@\s]+@[^/@\s]+/[^/?\s]+(/[^?\s]*)?(\?region=[a-z0-9-]+)?"
DICHA = "s3://llave:secreto@servidor/cubeta o s3://llave:secreto@servidor/cubeta/carpeta"


class Almacen(Protocol):
    """Octetos por su clave, como `carpeta/nombre`.

    `FileNotFoundError` si una clave no existe; `AlmacenCaido`, que es un `OSError`, si no contesta o se niega.
    """

    def poner(self, clave: str, contenido: bytes, encabezados: Mapping[str, str] = ...) -> None:
        """Al volver, ya no se pierde. `encabezados`: los que se dirán al entregarlo, donde el almacén los entrega."""

    def leer(self, clave: str) -> bytes: ...

    def hay(self, clave: str) -> bool: ...

    def claves(self, prefijo: str = "") -> dict[str, int]:
        """Clave → octetos."""

    def quitar(self, clave: str) -> None:
        """Con todas sus versiones. Si no estaba, nada."""


def abrir(lugar: str | Path) -> Almacen:
    """El de esa dirección (`s3://…`, o `s3+http://…` sin cifrar) o esa carpeta. `ValueError` si no se entiende."""
    if not str(lugar).startswith(("s3:", "s3+http:")):
        return Carpeta(Path(lugar))
    if not re.fullmatch(FORMA, str(lugar)):
        raise ValueError(f"Un almacén se escribe {DICHA}.")
    partes = urlsplit(str(lugar))
    cubeta, _, prefijo = partes.path.lstrip("/").partition("/")
    region = parse_qs(partes.query).get("region", ["us-east-1"])[0]
    llave, secreto = unquote(partes.username or ""), unquote(partes.password or "")
    servidor = partes.netloc.rpartition("@")[2]
    cifrado = partes.scheme == "s3"
    return S3(Lugar(servidor, cifrado, cubeta, prefijo.strip("/"), region, llave, secreto))
