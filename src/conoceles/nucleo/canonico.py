"""Una sola forma de escribir un dato para poder resumirlo."""

from __future__ import annotations

import hashlib
import json

_ESCRITOR = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_canonico(dato: object) -> bytes:
    """JSON con claves ordenadas, sin espacios, en UTF-8."""
    return _ESCRITOR.encode(dato).encode()


def huella(dato: object) -> str:
    """SHA-256 en hexadecimal del JSON canónico."""
    return hashlib.sha256(json_canonico(dato)).hexdigest()
