"""Firma Ed25519 de esta instalación. La llave privada vive en `secretos/`; la pública viaja con el sitio."""

from __future__ import annotations

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.nucleo import secretos


def llave_publica() -> bytes:
    """Los 32 octetos de la llave pública."""
    return _privada().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def firmar(mensaje: bytes) -> bytes:
    """Los 64 octetos de la firma. El mismo mensaje da siempre la misma."""
    return _privada().sign(mensaje)


def _privada() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secretos.leer("firma"))
