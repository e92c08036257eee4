"""Leer un punto de control firmado y comprobar sus firmas (C2SP signed-note, tlog-checkpoint, tlog-cosignature)."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from conoceles.lector.registro import ed25519

DEL_REGISTRO, DE_TESTIGO = 1, 4
MAX_NOTA = 64 * 1024
_FIRMADO = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
NUMERO = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)


class NotaMala(ValueError):
    """No es una nota firmada bien escrita, o una firma de llave conocida no corresponde."""


@dataclass(frozen=True)
class Vkey:
    """Una llave como va en una política: nombre, clase de firma y 32 octetos."""

    nombre: str
    clase: int
    publica: bytes

    @property
    def identidad(self) -> bytes:
        """Los cuatro octetos con que una firma la nombra."""
        return hashlib.sha256(f"{self.nombre}\n".encode() + bytes([self.clase]) + self.publica).digest()[:4]

    def __str__(self) -> str:
        material = base64.b64encode(bytes([self.clase]) + self.publica).decode()
        return f"{self.nombre}+{self.identidad.hex()}+{material}"


@dataclass(frozen=True)
class Control:
    """Un punto de control: quién, cuántas hojas, qué raíz, el texto firmado y las firmas sin comprobar."""

    origen: str
    tamano: int
    raiz: bytes
    texto: bytes
    firmas: tuple[tuple[str, bytes], ...]


def vkey(texto: str) -> Vkey:
    """La llave escrita `nombre+identidad+base64`. `NotaMala` si no cuadra consigo misma."""
    nombre, _, resto = texto.partition("+")
    identidad, _, material = resto.partition("+")
    octetos = en_base64(material)
    if not nombre or re.search(r"\s", nombre) or len(octetos) != 33:
        raise NotaMala(f"«{texto}» no es una llave de verificación Ed25519.")
    leida = Vkey(nombre, octetos[0], octetos[1:])
    if leida.identidad.hex() != identidad or leida.clase not in (DEL_REGISTRO, DE_TESTIGO):
        raise NotaMala(f"«{texto}» no es una llave de verificación: su identidad no le corresponde.")
    return leida


def control_de(contenido: bytes) -> Control:
    """El punto de control. `NotaMala` si no está bien escrito."""
    texto, firmas = partir(contenido)
    renglones = texto.decode().split("\n")
    if len(renglones) < 4 or not all(renglones[:-1]) or not NUMERO.fullmatch(renglones[1]):
        raise NotaMala("No es un punto de control.")
    raiz = en_base64(renglones[2])
    if len(raiz) != 32:
        raise NotaMala("La raíz del punto de control no mide 32 octetos.")
    return Control(renglones[0], int(renglones[1]), raiz, texto, firmas)


def partir(contenido: bytes) -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
    """El texto firmado y los pares (nombre, identidad y firma) de una nota. `NotaMala` si no lo es."""
    try:
        entera = contenido.decode()
    except UnicodeDecodeError:
        raise NotaMala("La nota no está en UTF-8.") from None
    texto, separa, resto = entera.rpartition("\n\n")
    if (
        len(contenido) > MAX_NOTA
        or not separa
        or not resto.endswith("\n")
        or re.search(r"[\0-\x09\x0b-\x1f]", entera)
    ):
        raise NotaMala("No es una nota firmada.")
    return f"{texto}\n".encode(), tuple(_firma(renglon) for renglon in resto[:-1].split("\n"))


def firmo(punto: Control, llave: Vkey) -> bool:
    """Si esa llave firmó ese punto. `NotaMala` si hay una firma a su nombre que no corresponde."""
    suyas = [f[4:] for nombre, f in punto.firmas if nombre == llave.nombre and f[:4] == llave.identidad]
    for firma in suyas:
        if not _corresponde(llave, punto.texto, firma):
            raise NotaMala(f"La firma a nombre de «{llave.nombre}» no corresponde.")
    return bool(suyas)


def lo_cofirmado(texto: bytes, segundos: int) -> bytes:
    """Lo que firma un testigo: que a esa hora es lo más grande que ha visto."""
    return f"cosignature/v1\ntime {segundos}\n".encode() + texto


def en_base64(texto: str) -> bytes:
    """Los octetos; vacío si no es base64 o no es la única manera de escribirlo."""
    try:
        octetos = base64.b64decode(texto, validate=True)
    except ValueError:
        return b""
    return octetos if base64.b64encode(octetos).decode() == texto else b""


def _corresponde(llave: Vkey, texto: bytes, firma: bytes) -> bool:
    if llave.clase == DE_TESTIGO:
        segundos = int.from_bytes(firma[:8], "big")
        texto, firma = lo_cofirmado(texto, segundos), firma[8:]
    return ed25519.valida(llave.publica, texto, firma)


def _firma(renglon: str) -> tuple[str, bytes]:
    hallada = _FIRMADO.fullmatch(renglon)
    octetos = en_base64(hallada[2]) if hallada else b""
    if hallada is None or len(octetos) < 5:
        raise NotaMala("Un renglón de firma está mal escrito.")
    return hallada[1], octetos
