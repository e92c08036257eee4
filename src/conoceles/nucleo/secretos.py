"""Llaves del sistema, de 32 octetos, en `secretos/` y solo de quien las usa.

Con `CONOCELES_PAPEL` un proceso dice qué es; entonces solo son suyas las llaves que usa.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.nucleo.canonico import json_de_fila
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio

NOMBRES = ("django", "maestra", "curp", "firma", "acuses")
DE_PAPEL = {
    "captura": ("django", "maestra", "curp", "acuses"),
    "obrero": ("django", "maestra", "curp", "firma"),
    "respaldo": (),
}


def ruta(nombre: str) -> Path:
    """Archivo de la llave; `CONOCELES_LLAVE_<NOMBRE>` lo cambia."""
    return Path(
        os.environ.get(f"CONOCELES_LLAVE_{nombre.upper()}") or carpetas().secretos / f"{nombre}.llave"
    )


def papel() -> str:
    """`captura`, `obrero` o `respaldo`; vacío donde un solo usuario hace todo, y para quien opera."""
    return os.environ.get("CONOCELES_PAPEL", "")


def suyas() -> tuple[str, ...]:
    """Las llaves que este proceso usa."""
    return DE_PAPEL.get(papel(), NOMBRES)


def crear_faltantes() -> None:
    """Crea las llaves que no existan. No toca las que ya están."""
    carpetas().secretos.mkdir(parents=True, exist_ok=True, mode=0o700)
    for nombre in NOMBRES:
        destino = ruta(nombre)
        if not destino.exists():
            descriptor = os.open(destino, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as salida:
                salida.write(secrets.token_bytes(32))
    if not publica_de_acuses().exists():
        escribir_publica_de_acuses()


def publica_de_acuses() -> Path:
    """La mitad pública de la llave de acuses, junto a ella: 32 octetos. Es lo que certifica quien publica."""
    return ruta("acuses").with_suffix(".pub")


def escribir_publica_de_acuses() -> None:
    """La que corresponde a la llave que hay."""
    privada = Ed25519PrivateKey.from_private_bytes(leer("acuses"))
    publica_de_acuses().touch(0o600)
    publica_de_acuses().write_bytes(privada.public_key().public_bytes_raw())


@cache
def leer(nombre: str) -> bytes:
    """Los 32 octetos de la llave. `FileNotFoundError` si falta; `ErrorDeDominio` si no mide 32."""
    contenido = ruta(nombre).read_bytes()
    if len(contenido) != 32:
        raise ErrorDeDominio(f"{ruta(nombre)} no es una llave de esta instalación: debe medir 32 octetos.")
    return contenido


def huella(nombre: str, octetos: bytes | None = None) -> str:
    """Lo que distingue a esa llave de otra, sin decir nada de ella: 64 hexadecimales. `octetos`: la que se va a poner."""
    suya = leer(nombre) if octetos is None else octetos
    return hashlib.sha256(b"conoceles: huella de " + nombre.encode() + b"\0" + suya).hexdigest()


def sellar(para: str, dato: object) -> str:
    """HMAC-SHA-256 del dato, con una llave que sale de la maestra y solo sirve `para` eso: 64 hexadecimales.

    Quien escribe en las bases sin pasar por el sistema no tiene la llave, ni puede adivinar el dato probando valores.
    """
    return sellar_octetos(para, json_de_fila(dato))


def sellar_octetos(para: str, octetos: bytes) -> str:
    """Lo mismo de un dato que ya está en su JSON canónico."""
    return hmac.digest(_de_sellar(leer("maestra"), para), octetos, "sha256").hex()


@cache
def _de_sellar(maestra: bytes, para: str) -> bytes:
    return hmac.digest(maestra, f"conoceles: sello de {para}".encode(), "sha256")
