"""El árbol de Merkle de RFC 6962, §2.1: raíz y pruebas, a partir de los subárboles completos."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

Completo = Callable[[int, int], bytes]  # (altura, índice): la raíz de las 2**altura hojas que empiezan ahí


def hoja(entrada: bytes) -> bytes:
    """Los 32 octetos de la hoja de esa entrada."""
    return hashlib.sha256(b"\0" + entrada).digest()


def nodo(izquierda: bytes, derecha: bytes) -> bytes:
    """El nodo que junta dos."""
    return hashlib.sha256(b"\1" + izquierda + derecha).digest()


def nodos(hijos: bytes) -> bytes:
    """Los que juntan de dos en dos esos, seguidos y de 32 octetos; si son nones, el último sube igual."""
    pares = [hijos[i : i + 64] for i in range(0, len(hijos), 64)]
    return b"".join([hashlib.sha256(b"\1" + par).digest() if len(par) == 64 else par for par in pares])


def raiz(completo: Completo, desde: int, hasta: int) -> bytes:
    """`MTH(D[desde:hasta])`; sin hojas, el SHA-256 de nada."""
    cuantas = hasta - desde
    if not cuantas:
        return hashlib.sha256().digest()
    if cuantas & (cuantas - 1) == 0 and desde % cuantas == 0:
        return completo(cuantas.bit_length() - 1, desde // cuantas)
    corte = desde + _mitad(cuantas)
    return nodo(raiz(completo, desde, corte), raiz(completo, corte, hasta))


def inclusion(completo: Completo, indice: int, hasta: int, desde: int = 0) -> list[bytes]:
    """`PATH(indice, D[desde:hasta])`: de la hermana de la hoja hacia la raíz."""
    if hasta - desde == 1:
        return []
    corte = desde + _mitad(hasta - desde)
    if indice < corte:
        return [*inclusion(completo, indice, corte, desde), raiz(completo, corte, hasta)]
    return [*inclusion(completo, indice, hasta, corte), raiz(completo, desde, corte)]


def consistencia(completo: Completo, viejo: int, nuevo: int) -> list[bytes]:
    """`PROOF(viejo, D[nuevo])`: que las primeras `viejo` hojas siguen siendo las mismas. Desde cero no hace falta."""
    return _tramo(completo, viejo, 0, nuevo, entero=True) if viejo else []


def _tramo(completo: Completo, viejo: int, desde: int, hasta: int, *, entero: bool) -> list[bytes]:
    if viejo == hasta:
        return [] if entero else [raiz(completo, desde, hasta)]
    corte = desde + _mitad(hasta - desde)
    if viejo <= corte:
        return [*_tramo(completo, viejo, desde, corte, entero=entero), raiz(completo, corte, hasta)]
    return [*_tramo(completo, viejo, corte, hasta, entero=False), raiz(completo, desde, corte)]


def _mitad(cuantas: int) -> int:
    """La mayor potencia de dos menor que `cuantas`."""
    return int(1 << (cuantas - 1).bit_length() - 1)
