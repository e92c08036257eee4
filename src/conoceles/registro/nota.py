"""El punto de control: cuántas hojas hay y cuál es su raíz, en una nota firmada (C2SP signed-note, tlog-checkpoint)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FIRMA, COFIRMA = b"\x01", b"\x04"  # clases de firma: la del registro y la de un testigo


@dataclass(frozen=True)
class Firmante:
    """Quién firma: el nombre del registro, su llave pública de 32 octetos y cómo se firma."""

    nombre: str
    publica: bytes
    firmar: Callable[[bytes], bytes]

    @property
    def vkey(self) -> str:
        """La llave como se escribe en una política."""
        return vkey(self.nombre, self.publica)

    def renglon(self, texto: str) -> str:
        """El renglón de firma de ese texto."""
        octetos = identidad(self.nombre, FIRMA, self.publica) + self.firmar(texto.encode())
        return f"— {self.nombre} {base64.b64encode(octetos).decode()}\n"


@dataclass(frozen=True)
class Punto:
    """Lo que dice un punto de control."""

    origen: str
    tamano: int
    raiz: bytes

    @property
    def texto(self) -> str:
        """El texto que se firma, con su salto de línea final."""
        return f"{self.origen}\n{self.tamano}\n{base64.b64encode(self.raiz).decode()}\n"


def vkey(nombre: str, publica: bytes) -> str:
    """Una llave de firmar, con su nombre, como se escribe en una política."""
    material = base64.b64encode(FIRMA + publica).decode()
    return f"{nombre}+{identidad(nombre, FIRMA, publica).hex()}+{material}"


def publica(llave: str) -> bytes:
    """La llave que dice una vkey, del registro o de un testigo. `ValueError` si no está bien escrita."""
    *_, material = llave.split("+", 2)  # el base64 también lleva «+»
    return base64.b64decode(material, validate=True)[1:]


def identidad(nombre: str, clase: bytes, publica: bytes) -> bytes:
    """Los cuatro octetos que nombran una llave."""
    return hashlib.sha256(nombre.encode() + b"\n" + clase + publica).digest()[:4]


def leer(nota: str) -> tuple[Punto, list[str]]:
    """El punto y sus renglones de firma, sin comprobarlas. `ValueError` si no es un punto de control."""
    texto, separa, firmas = nota.rpartition("\n\n")
    origen, tamano, raiz, *_ = (*texto.split("\n"), "", "")
    punto = Punto(origen, int(tamano), base64.b64decode(raiz, validate=True))
    if not separa or punto.texto != f"{texto}\n" or len(punto.raiz) != 32:
        raise ValueError("No es un punto de control.")
    return punto, firmas.splitlines(keepends=True)


def escribir(punto: Punto, firmas: Sequence[str]) -> bytes:
    """La nota entera."""
    return f"{punto.texto}\n{''.join(firmas)}".encode()
