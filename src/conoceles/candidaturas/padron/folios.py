"""El folio: público, opaco y siempre el mismo para la misma candidatura."""

from __future__ import annotations

import hashlib

from conoceles.candidaturas.padron.renglones.normalizar import clave

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"  # sin i, l, o, u: se dictan sin confusión
_LARGO, _MAXIMO = 7, 16


def folio(
    *, proceso: str, contienda: str, fuerza: str, posicion: int, calidad: str, nombre: str, usados: set[str]
) -> str:
    """Siete caracteres del resumen del lugar y la persona; más, si ya están en `usados`. Lo agrega ahí."""
    origen = "|".join((proceso, contienda, fuerza, str(posicion), calidad, clave(nombre)))
    completo = _base32(hashlib.sha256(origen.encode()).digest())
    for largo in range(_LARGO, _MAXIMO + 1):
        if completo[:largo] not in usados:
            usados.add(completo[:largo])
            return completo[:largo]
    raise ValueError("Dos candidaturas dan el mismo folio de 16 caracteres.")


def _base32(octetos: bytes) -> str:
    numero = int.from_bytes(octetos, "big") >> 1  # 255 bits: 51 caracteres exactos
    return "".join(_CROCKFORD[(numero >> (5 * i)) & 31] for i in reversed(range(51 - _MAXIMO, 51)))
