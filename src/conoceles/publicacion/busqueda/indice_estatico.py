"""El índice en trozos dentro de la obra: entero, o solo lo que cambia en unas personas."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from conoceles.publicacion.busqueda import palabras, trozos
from conoceles.publicacion.instantanea.obra import Obra


def poner(obra: Obra, carpeta: Path, archivo: Path, folios: Collection[str] | None) -> None:
    """Deja en la obra los trozos de `archivo`; con `folios`, que el índice anterior ya tenía en su lugar, solo los suyos.

    `carpeta` es la de trabajo, con los trozos anteriores.
    """
    with closing(sqlite3.connect(f"file:{archivo}?mode=ro", uri=True)) as base:
        todos = [folio for (folio,) in base.execute("SELECT folio FROM tarjeta")]
        if folios is None or trozos.ruta("inicio") not in obra.archivos:
            _entero(obra, base, todos)
        else:
            _remendado(obra, base, carpeta, folios, todos)


def _entero(obra: Obra, base: sqlite3.Connection, todos: Collection[str]) -> None:
    sobran = {r for r in obra.archivos if r.startswith(trozos.CARPETA)}
    repartidos: dict[str, bool] = {}
    for ruta, octetos in _sin_comunes(base, repartidos):
        obra.poner(ruta, octetos, trozos.de(ruta, octetos) or todos)
        sobran.discard(ruta)
    for trozo in trozos.comunes(base, repartidos):
        obra.derivar(*trozo, todos)
        sobran.discard(trozo.ruta)
    for ruta in sobran:
        obra.quitar(ruta)


def archivos(base: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """(ruta, octetos) de todos los trozos."""
    repartidos: dict[str, bool] = {}
    yield from _sin_comunes(base, repartidos)
    yield from ((trozo.ruta, trozo.hacer()) for trozo in trozos.comunes(base, repartidos))


def _sin_comunes(base: sqlite3.Connection, repartidos: dict[str, bool]) -> Iterator[tuple[str, bytes]]:
    """Los demás; al terminar, `repartidos` dice qué prefijos hay."""
    for prefijo, partido, octetos in palabras.enteras(base):
        repartidos[prefijo] = partido
        yield palabras.ruta(prefijo), octetos
    for _, ruta, octetos in trozos.personas(base):
        yield ruta, octetos
    yield from trozos.de_lugar(base)
    yield from trozos.boletas(base)


def _remendado(
    obra: Obra, base: sqlite3.Connection, carpeta: Path, folios: Collection[str], todos: Collection[str]
) -> None:
    def leer(prefijo: str) -> bytes:
        return (carpeta / palabras.ruta(prefijo)).read_bytes()

    repartidos: dict[str, bool] = trozos.leer((carpeta / trozos.ruta("inicio")).read_bytes())["palabras"]
    antes, ahora, boletas = {}, {}, set()
    for orden, ruta, octetos in trozos.personas(base, folios):
        nuevo = trozos.leer(octetos)
        ahora[orden] = nuevo["textos"]
        boletas.add(nuevo["boleta"])
        antes[orden] = trozos.leer((carpeta / ruta).read_bytes())["textos"]
        obra.poner(ruta, octetos, trozos.de(ruta, octetos))
    decian, dicen = palabras.de_personas(base, antes), palabras.de_personas(base, ahora)
    cambios = {orden: (decian[orden], dicen[orden]) for orden in dicen}
    for prefijo, partido, trozo in palabras.remendadas(repartidos, cambios, leer):
        if trozo is None:
            obra.quitar(palabras.ruta(prefijo))
            repartidos.pop(prefijo, None)
        else:
            obra.poner(palabras.ruta(prefijo), trozo, todos)
            repartidos[prefijo] = partido
    for ruta, octetos in trozos.boletas(base, boletas):
        obra.poner(ruta, octetos, trozos.de(ruta, octetos))
    for comun in trozos.comunes(base, repartidos):
        obra.derivar(*comun, todos)
