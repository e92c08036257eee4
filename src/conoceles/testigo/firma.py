"""Firmar con Ed25519 (RFC 8032, §5.1.6) y la biblioteca estándar: quien corre un testigo no instala nada."""

from __future__ import annotations

import hashlib
import secrets

from conoceles.lector.registro import ed25519


def llave_de(semilla: bytes) -> bytes:
    """La llave pública, de 32 octetos."""
    return _en_octetos(_disfrazado(_secreto(semilla)[0]))


def firmar(semilla: bytes, mensaje: bytes) -> bytes:
    """Los 64 octetos de la firma. `RuntimeError` si el cálculo no se comprueba: una firma mal hecha delata la llave."""
    secreto, prefijo = _secreto(semilla)
    publica = llave_de(semilla)
    azar = _numero(prefijo + mensaje)
    compromiso = _en_octetos(_disfrazado(azar))
    escalar = (azar + _numero(compromiso + publica + mensaje) * secreto) % ed25519.L
    firma = compromiso + escalar.to_bytes(32, "little")
    if not ed25519.valida(publica, mensaje, firma):
        raise RuntimeError("La firma no se comprueba.")
    return firma


def _secreto(semilla: bytes) -> tuple[int, bytes]:
    digerida = hashlib.sha512(semilla).digest()
    secreto = int.from_bytes(digerida[:32], "little") & ((1 << 254) - 8) | 1 << 254
    return secreto, digerida[32:]


def _numero(octetos: bytes) -> int:
    return int.from_bytes(hashlib.sha512(octetos).digest(), "little") % ed25519.L


def _disfrazado(escalar: int) -> ed25519.Punto:
    """Ese múltiplo de la base. Se le suma un múltiplo al azar del orden: lo que tarda ya no dice nada del escalar."""
    return ed25519.por(escalar + ed25519.L * (secrets.randbits(128) | 1 << 128), ed25519.BASE)


def _en_octetos(punto: ed25519.Punto) -> bytes:
    inverso = pow(punto[2], ed25519.P - 2, ed25519.P)
    x, y = punto[0] * inverso % ed25519.P, punto[1] * inverso % ed25519.P
    return (y | (x & 1) << 255).to_bytes(32, "little")
