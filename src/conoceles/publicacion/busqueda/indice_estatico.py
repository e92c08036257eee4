"""El índice en trozos dentro de la obra: entero, o solo lo que cambia en unas personas."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from conoceles.publicacion.busqueda import palabras, trozos
from conoceles.publicacion.busqueda.trozos import Trozo
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.sello import sellar


def poner(obra: Obra, carpeta: Path, archivo: Path, folios: Collection[str] | None, llave: bytes) -> None:
    """Deja en la obra los trozos de `archivo`; con `folios`, que el índice anterior ya tenía en su lugar, solo los suyos.

    `carpeta` es la de trabajo, con los trozos anteriores; `llave`, con la que se sella lo que es de todas.
    """
    with closing(sqlite3.connect(f"file:{archivo}?mode=ro", uri=True)) as base:
        if folios is None or trozos.ruta("inicio") not in obra.archivos:
            _entero(obra, base, llave)
        else:
            _remendado(obra, base, carpeta, folios, llave)


def _entero(obra: Obra, base: sqlite3.Connection, llave: bytes) -> None:
    sobran = {r for r in obra.archivos if r.startswith(trozos.CARPETA)}
    repartidos: dict[str, bool] = {}
    for ruta, octetos in _sin_comunes(base, repartidos):
        _uno(obra, ruta, octetos, llave)
        sobran.discard(ruta)
    for trozo in trozos.comunes(base, repartidos):
        _derivado(obra, trozo, llave)
        sobran.discard(trozo.ruta)
    for ruta in sobran:
        obra.quitar(ruta)


def _uno(obra: Obra, ruta: str, octetos: bytes, llave: bytes) -> None:
    """Con el sello de quienes nombra o, si es de todas, con esa llave."""
    de = trozos.de(ruta, octetos)
    obra.poner(ruta, octetos if de else sellar(ruta, octetos, llave), de)


def _derivado(obra: Obra, trozo: Trozo, llave: bytes) -> None:
    obra.derivar(trozo.ruta, trozo.insumos, lambda: sellar(trozo.ruta, trozo.hacer(), llave))


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
    obra: Obra, base: sqlite3.Connection, carpeta: Path, folios: Collection[str], llave: bytes
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
            _uno(obra, palabras.ruta(prefijo), trozo, llave)
            repartidos[prefijo] = partido
    for ruta, octetos in trozos.boletas(base, boletas):
        obra.poner(ruta, octetos, trozos.de(ruta, octetos))
    for comun in trozos.comunes(base, repartidos):
        _derivado(obra, comun, llave)
