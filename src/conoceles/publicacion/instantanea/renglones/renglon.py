"""Lo que el manifiesto dice de un archivo, en un renglón."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from conoceles.registro import merkle

# Octetos que se resumen juntos: con menos, quien resume en otro hilo cede el turno a cada rato.
DE_UNA_VEZ = 8 * 2**20


class Renglon(bytes):
    """Lo que el manifiesto dice de un archivo: `ruta⇥octetos⇥sha256⇥sal`, en UTF-8.

    Hay siete por candidatura: lo que su texto dice no se guarda otra vez.
    """

    __slots__ = ()

    @property
    def octetos(self) -> int:
        return int(self.rsplit(b"\t", 3)[1])

    @property
    def sha256(self) -> str:
        return self.rsplit(b"\t", 2)[1].decode()

    @property
    def hoja(self) -> bytes:
        """La suya en el árbol."""
        return merkle.hoja(self)

    def es_de(self, contenido: bytes | Path) -> bool:
        """Si es de esos octetos, o de los de ese archivo: entonces conserva su sal, y sin cambios nada cambia."""
        return self.octetos == _largo(contenido) and self.sha256 == huella(contenido)


def renglon(ruta: str, contenido: bytes | Path) -> Renglon:
    """El de un archivo nuevo o con otros octetos, con sal nueva. `ValueError` si su ruta partiría el renglón.

    `contenido`: sus octetos o, para no tenerlos todos en la memoria, dónde están.
    """
    return conservado(None, ruta, contenido)


def _largo(contenido: bytes | Path) -> int:
    return len(contenido) if isinstance(contenido, bytes) else contenido.stat().st_size


def conservado(previo: Renglon | None, ruta: str, contenido: bytes | Path, sha256: str = "") -> Renglon:
    """El que ya tenía si es de esos mismos octetos, con su sal; si no, como `renglon`. Los octetos se resumen una vez.

    `sha256`: el suyo, si ya se sabe.
    """
    octetos, sha256 = _largo(contenido), sha256 or huella(contenido)
    if previo and (previo.octetos, previo.sha256) == (octetos, sha256):
        return previo
    if {"\t", "\n"} & set(ruta):
        raise ValueError(f"«{ruta!r}» no puede ser la ruta de un archivo publicado.")
    return Renglon(f"{ruta}\t{octetos}\t{sha256}\t{secrets.token_hex(16)}".encode())


def huella(contenido: bytes | Path) -> str:
    """SHA-256 de unos octetos, o de los de un archivo, que no pasa entero por la memoria.

    La de un manifiesto es lo que el siguiente anota como anterior.
    """
    if isinstance(contenido, bytes):
        return hashlib.sha256(contenido).hexdigest()
    suma, trozo = hashlib.sha256(), memoryview(bytearray(min(DE_UNA_VEZ, _largo(contenido))))
    with open(contenido, "rb", buffering=0) as archivo:
        while cuantos := archivo.readinto(trozo):
            suma.update(trozo[:cuantos])
    return suma.hexdigest()
