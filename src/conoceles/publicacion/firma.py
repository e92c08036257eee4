"""Firma Ed25519 del manifiesto. La llave pública viaja con el sitio."""

from __future__ import annotations

import base64
import json

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from conoceles.nucleo import secretos


def llave_publica() -> bytes:
    """Los 32 octetos de la llave pública de esta instalación."""
    return _privada().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def llave_publica_texto() -> str:
    """La llave pública en base64, como se publica en `verificar/llave.pub`."""
    return base64.b64encode(llave_publica()).decode() + "\n"


def firmar(mensaje: bytes) -> bytes:
    """`manifiesto.firma`: JSON con la llave pública y la firma, ambas en base64."""
    firma = _privada().sign(mensaje)
    documento = {
        "firma": base64.b64encode(firma).decode(),
        "llave": base64.b64encode(llave_publica()).decode(),
    }
    return json.dumps(documento, sort_keys=True).encode() + b"\n"


def _privada() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secretos.leer("firma"))
