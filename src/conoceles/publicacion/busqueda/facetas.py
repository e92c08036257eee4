"""Los mapas de cada filtro: quiénes tienen cada opción. El bit i de un mapa es la tarjeta de orden i."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from conoceles.publicacion.instantanea.pagina import resumir_muchos

DE_FILTRO = "filtro_"  # en `meta`, la huella de cada filtro con sus mapas

Filtro = tuple[str, str, int]  # campo, título y lugar
# (orden para mostrar, valor, etiqueta) de cada opción que tiene una ficha
Opcion = tuple[int | str, str, str]
Movida = tuple[str, set[Opcion], set[Opcion]]  # de quién, por su folio; las que tenía y las que tiene


def escribir(
    base: sqlite3.Connection, filtro: Filtro, de_cada_una: Iterable[Iterable[Opcion]], total: int
) -> None:
    """Hace el filtro de nuevo. `de_cada_una`: las opciones de todas, en su orden."""
    campo = filtro[0]
    base.execute("DELETE FROM filtro WHERE campo = ?", (campo,))
    base.execute("DELETE FROM faceta WHERE campo = ?", (campo,))
    mapas = _mapas(de_cada_una, total)
    if mapas:
        base.execute("INSERT INTO filtro VALUES (?, ?, ?)", filtro)
    asentar(base, f"{DE_FILTRO}{campo}", _facetas(base, campo, mapas))


def remendar(base: sqlite3.Connection, campo: str, mueven: Iterable[Movida]) -> bool:
    """Prende y apaga los bits de esas personas. `False`, sin cambiar nada, si hay que hacerlo de nuevo: alguna opción se estrena,
    se queda sin nadie o se dice de otra manera.
    """
    mapas: dict[Opcion, bytearray] = {}
    for folio, antes, ahora in mueven:
        for opcion in antes ^ ahora:
            if opcion not in mapas:
                mapas[opcion] = _guardado(base, campo, opcion[1])
            if not mapas[opcion]:
                return False
            _poner(mapas[opcion], _lugar(base, folio), esta=opcion in ahora)
    if len({valor for _, valor, _ in mapas}) < len(mapas) or not all(map(any, mapas.values())):
        return False
    if mapas:
        _sustituir(base, campo, mapas)
    return True


def _sustituir(base: sqlite3.Connection, campo: str, mapas: Mapping[Opcion, bytearray]) -> None:
    cambian = [(bytes(mapa), campo, valor) for (_, valor, _), mapa in mapas.items()]
    base.executemany("UPDATE faceta SET mapa = ? WHERE campo = ? AND valor = ?", cambian)
    todas = "SELECT campo, valor, etiqueta, orden, mapa FROM faceta WHERE campo = ? ORDER BY orden"
    asentar(base, f"{DE_FILTRO}{campo}", base.execute(todas, (campo,)))


def asentar(base: sqlite3.Connection, clave: str, dicho: Iterable[object]) -> None:
    """Deja su huella entre los datos generales: para saber si cambió no hay que leerlo."""
    base.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (clave, resumir_muchos(dicho)))


def _guardado(base: sqlite3.Connection, campo: str, valor: str) -> bytearray:
    """Su mapa; vacío si nadie la tenía."""
    hallar = "SELECT mapa FROM faceta WHERE campo = ? AND valor = ?"
    fila = base.execute(hallar, (campo, valor)).fetchone()
    return bytearray(fila[0] if fila else b"")


def _lugar(base: sqlite3.Connection, folio: str) -> int:
    [orden] = base.execute("SELECT orden FROM tarjeta WHERE folio = ?", (folio,)).fetchone()
    return int(orden)


def _poner(mapa: bytearray, orden: int, *, esta: bool) -> None:
    bit = 1 << (orden & 7)
    mapa[orden >> 3] = mapa[orden >> 3] | bit if esta else mapa[orden >> 3] & ~bit


def _mapas(de_cada_una: Iterable[Iterable[Opcion]], total: int) -> dict[Opcion, bytearray]:
    mapas: defaultdict[Opcion, bytearray] = defaultdict(partial(bytearray, total // 8 + 1))
    for i, suyas in enumerate(de_cada_una):
        for opcion in suyas:
            mapas[opcion][i >> 3] |= 1 << (i & 7)
    return mapas


def _facetas(
    base: sqlite3.Connection, campo: str, mapas: dict[Opcion, bytearray]
) -> Iterator[tuple[str, str, str, int, bytes]]:
    """Las escribe de una en una y suelta su mapa: con mil boletas y cien mil personas son 12 MB."""
    for n, opcion in enumerate(sorted(mapas)):
        faceta = (campo, opcion[1], opcion[2], n, bytes(mapas.pop(opcion)))
        base.execute("INSERT INTO faceta VALUES (?, ?, ?, ?, ?)", faceta)
        yield faceta
