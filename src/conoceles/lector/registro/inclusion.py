"""Comprobar pruebas de un árbol de RFC 6962: que una hoja está, y que un árbol extiende a otro. Biblioteca estándar."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

SIN_HOJAS = hashlib.sha256().digest()


class PruebaMala(ValueError):
    """La prueba no lleva a la raíz que dice."""


def hash_de_hoja(entrada: bytes) -> bytes:
    """El de una entrada del registro."""
    return hashlib.sha256(b"\x00" + entrada).digest()


def junta(izquierda: bytes, derecha: bytes) -> bytes:
    """El nodo de dos hijos."""
    return hashlib.sha256(b"\x01" + izquierda + derecha).digest()


def raiz_de(hojas: Sequence[bytes]) -> bytes:
    """La raíz de esas hojas (sus hashes): se juntan de dos en dos y la que sobra sube igual."""
    piso = list(hojas) or [SIN_HOJAS]
    while len(piso) > 1:
        impar = piso[-1:] if len(piso) % 2 else []
        piso = [junta(a, b) for a, b in zip(piso[::2], piso[1::2], strict=False)] + impar
    return piso[0]


def raiz_por_inclusion(hoja: bytes, indice: int, tamano: int, prueba: Sequence[bytes]) -> bytes:
    """A qué raíz lleva la prueba (RFC 9162, §2.1.3.2). `PruebaMala` si su largo no es el que toca."""
    if not 0 <= indice < tamano:
        raise PruebaMala("el índice no es de ese árbol.")
    actual, lugar, ultimo = hoja, indice, tamano - 1
    for hermana in prueba:
        if not ultimo:
            raise PruebaMala("es más larga de lo que debe.")
        if lugar & 1 or lugar == ultimo:
            actual = junta(hermana, actual)
            while not lugar & 1 and lugar:
                lugar, ultimo = lugar >> 1, ultimo >> 1
        else:
            actual = junta(actual, hermana)
        lugar, ultimo = lugar >> 1, ultimo >> 1
    if ultimo:
        raise PruebaMala("es más corta de lo que debe.")
    return actual


def consistente(viejo: tuple[int, bytes], nuevo: tuple[int, bytes], prueba: Sequence[bytes]) -> bool:
    """Si el árbol `nuevo` (tamaño, raíz) empieza con el `viejo` (RFC 9162, §2.1.4.2)."""
    (m, raiz_vieja), (n, raiz_nueva) = viejo, nuevo
    if m in (0, n) or m > n:
        return not prueba and m <= n and (raiz_vieja == raiz_nueva if m == n else raiz_vieja == SIN_HOJAS)
    camino = [raiz_vieja, *prueba] if m & (m - 1) == 0 else list(prueba)
    if not camino:
        return False
    lugar, ultimo = m - 1, n - 1
    while lugar & 1:
        lugar, ultimo = lugar >> 1, ultimo >> 1
    antes = ahora = camino[0]
    for hermana in camino[1:]:
        if not ultimo:
            return False
        if lugar & 1 or lugar == ultimo:
            antes, ahora = junta(hermana, antes), junta(hermana, ahora)
            while not lugar & 1 and lugar:
                lugar, ultimo = lugar >> 1, ultimo >> 1
        else:
            ahora = junta(ahora, hermana)
        lugar, ultimo = lugar >> 1, ultimo >> 1
    return not ultimo and (antes, ahora) == (raiz_vieja, raiz_nueva)
