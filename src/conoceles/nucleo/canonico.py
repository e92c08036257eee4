"""Una sola forma de escribir un dato para poder resumirlo."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timezone
from functools import partial


def escrito(valor: object) -> object:
    """Igual antes de guardarlo y al leerlo de cualquiera de los dos motores."""
    if isinstance(valor, datetime):
        return valor.astimezone(timezone.utc).isoformat(timespec="microseconds")
    return valor if isinstance(valor, (str, int, list, dict)) or valor is None else str(valor)


# Sin seguirle la pista a cada lista tarda la mitad; la que se contiene a sí misma falla igual.
_escritor = partial(
    json.JSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
_ESCRITOR, _DE_FILAS = _escritor(), _escritor(default=escrito)


def json_canonico(dato: object) -> bytes:
    """JSON con claves ordenadas, sin espacios, en UTF-8."""
    return _ESCRITOR.encode(dato).encode()


def json_de_fila(dato: object) -> bytes:
    """Lo mismo de lo que dice una fila: lo que JSON no tiene, como lo escribe `escrito`."""
    return _DE_FILAS.encode(dato).encode()


def huella(dato: object) -> str:
    """SHA-256 en hexadecimal del JSON canónico."""
    return hashlib.sha256(json_canonico(dato)).hexdigest()
