"""Firmas Ed25519 de esta instalación. Las llaves privadas viven en `secretos/`.

Son dos: con la de publicar (`firma`) se firma lo que se publica, y solo la tiene quien publica; con la de acuses (`acuses`)
firma la captura lo que acaba de recibir. La primera certifica a la segunda en el registro público.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.nucleo import secretos
from conoceles.nucleo.carpetas import carpetas


def llave_publica(cual: str = "firma") -> bytes:
    """Los 32 octetos de la llave pública."""
    return _privada(cual).public_key().public_bytes_raw()


def firmar(mensaje: bytes, cual: str = "firma") -> bytes:
    """Los 64 octetos de la firma. El mismo mensaje da siempre la misma."""
    return _privada(cual).sign(mensaje)


def sellar(pdf: bytes) -> bytes:
    """El PDF de un acuse con un renglón más, que para quien lo lee es un comentario: la firma de todos sus octetos.

    Sin él, su código seguiría siendo bueno en un papel al que le cambiaron el nombre.
    """
    sello = firmar(f"conoceles-acuse/1 {hashlib.sha256(pdf).hexdigest()}".encode(), "acuses")
    return pdf + b"\n%conoceles-acuse/1 " + base64.b64encode(sello) + b"\n"


def certificado() -> str:
    """Qué llave firma los acuses, según la de publicar (`log/acuses`): va dentro de cada uno. Vacío si aún no se declara."""
    archivo = carpetas().sitio / "log" / "acuses"
    return archivo.read_text(encoding="utf-8") if archivo.exists() else ""


def _privada(cual: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secretos.leer(cual))
