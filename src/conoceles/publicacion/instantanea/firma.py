"""La firma del manifiesto y de los informes, como archivo que viaja junto a lo firmado."""

from __future__ import annotations

import base64
import json

from conoceles.nucleo import firma
from conoceles.nucleo.firma import llave_publica

__all__ = ["firmar", "llave_publica", "llave_publica_texto"]


def llave_publica_texto() -> str:
    """La llave pública en base64, como se publica en `verificar/llave.pub`."""
    return base64.b64encode(llave_publica()).decode() + "\n"


def firmar(mensaje: bytes) -> bytes:
    """`manifiesto.firma`: JSON con la llave pública y la firma, ambas en base64."""
    documento = {
        "firma": base64.b64encode(firma.firmar(mensaje)).decode(),
        "llave": base64.b64encode(llave_publica()).decode(),
    }
    return json.dumps(documento, sort_keys=True).encode() + b"\n"
