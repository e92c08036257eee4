"""Verificación de firmas Ed25519 (RFC 8032, §5.1.7) con la biblioteca estándar.

Solo verifica: no guarda llaves ni firma, así que no necesita tiempo constante. Firmar, lo hace el testigo.
"""

from __future__ import annotations

import hashlib

Punto = tuple[int, int, int, int]  # coordenadas extendidas (X, Y, Z, T)

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
_RAIZ_DE_MENOS_UNO = pow(2, (P - 1) // 4, P)


def valida(llave: bytes, mensaje: bytes, firma: bytes) -> bool:
    """Si `firma` (64 octetos) es de `mensaje` con la llave pública `llave` (32 octetos)."""
    if len(llave) != 32 or len(firma) != 64:
        return False
    publica, compromiso = _descomprimir(llave), _descomprimir(firma[:32])
    escalar = int.from_bytes(firma[32:], "little")
    if publica is None or compromiso is None or escalar >= L:
        return False
    reto = int.from_bytes(hashlib.sha512(firma[:32] + llave + mensaje).digest(), "little") % L
    return _iguales(por(escalar, BASE), _suma(compromiso, por(reto, publica)))


def _suma(p: Punto, q: Punto) -> Punto:
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def por(escalar: int, punto: Punto) -> Punto:
    """`escalar` veces ese punto. El tiempo que tarda depende del escalar: quien firme que lo disfrace."""
    total: Punto = (0, 1, 1, 0)
    while escalar:
        if escalar & 1:
            total = _suma(total, punto)
        punto = _suma(punto, punto)
        escalar >>= 1
    return total


def _iguales(p: Punto, q: Punto) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def _recuperar_x(y: int, signo: int) -> int | None:
    if y >= P:
        return None
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if x2 == 0:
        return None if signo else 0
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * _RAIZ_DE_MENOS_UNO % P
    if (x * x - x2) % P:
        return None
    return P - x if x & 1 != signo else x


def _descomprimir(octetos: bytes) -> Punto | None:
    y = int.from_bytes(octetos, "little")
    signo, y = y >> 255, y & ((1 << 255) - 1)
    x = _recuperar_x(y, signo)
    return None if x is None else (x, y, 1, x * y % P)


def _base() -> Punto:
    y = 4 * pow(5, P - 2, P) % P
    x = _recuperar_x(y, 0)
    assert x is not None
    return x, y, 1, x * y % P


BASE = _base()
