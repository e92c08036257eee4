"""Una sola forma de escribir un dato para poder resumirlo."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def json_canonico(dato: Any) -> bytes:
    """JSON con claves ordenadas, sin espacios, en UTF-8."""
    return json.dumps(dato, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def huella(dato: Any) -> str:
    """SHA-256 en hexadecimal del JSON canónico."""
    return hashlib.sha256(json_canonico(dato)).hexdigest()
