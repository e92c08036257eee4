"""La definición en JSON, ida y vuelta exacta, y su huella."""

from __future__ import annotations

import msgspec

from conoceles.nucleo import canonico
from conoceles.proceso.definicion import Definicion

# msgspec prepara los tipos la primera vez que los lee; si son dos hilos a la vez, el proceso muere (SIGSEGV). Aquí hay uno.
msgspec.json.Decoder(Definicion)


def a_json(definicion: Definicion) -> dict[str, object]:
    """Solo tipos de JSON: fechas en ISO 8601, conjuntos ordenados."""
    resultado: dict[str, object] = msgspec.to_builtins(definicion, order="deterministic")
    return resultado


def desde_json(datos: dict[str, object]) -> Definicion:
    """Inversa de `a_json`. Lo que falte toma su valor por omisión; `msgspec.ValidationError` si no lo tiene."""
    return msgspec.convert(datos, Definicion)


def huella(definicion: Definicion) -> str:
    """SHA-256 del JSON canónico de la definición."""
    return canonico.huella(a_json(definicion))
