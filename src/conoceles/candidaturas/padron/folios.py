"""El folio: público, opaco y siempre el mismo para la misma candidatura."""

from __future__ import annotations

import base64
import hashlib

from conoceles.candidaturas.padron.renglones.normalizar import clave

# Sin i, l, o, u: se dictan sin confusión.
_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")
_LARGO, _MAXIMO = 7, 16


def folio(
    *, proceso: str, contienda: str, fuerza: str, posicion: int, calidad: str, nombre: str, usados: set[str]
) -> str:
    """Siete caracteres del resumen del lugar y la persona; más, si ya están en `usados`. Lo agrega ahí."""
    origen = "|".join((proceso, contienda, fuerza, str(posicion), calidad, clave(nombre)))
    completo = _base32(hashlib.sha256(origen.encode()).digest()[: _MAXIMO * 5 // 8])
    for largo in range(_LARGO, _MAXIMO + 1):
        if (corto := completo[:largo]) not in usados:
            usados.add(corto)
            return corto
    raise ValueError("Dos candidaturas dan el mismo folio de 16 caracteres.")


def _base32(octetos: bytes) -> str:
    return base64.b32encode(octetos).translate(_CROCKFORD).decode()
