"""El índice en trozos dentro de la obra: entero, o solo lo que cambia en unas personas.

`renglones`, en todas: los de las personas cuyo trozo se hace; al escribirlo entero, los de todas y en su orden.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from conoceles.publicacion.busqueda import palabras, trozos
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.busqueda.trozos import Trozo
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.sello import sellar

REPARTIDOS = "repartidos"  # lo que el publicador recuerda de cómo se repartieron las palabras
PorBloque = dict[str, dict[str, bool]]  # nombre del bloque → prefijo → si está partido


def personas(obra: Obra, renglones: Iterable[Renglones]) -> None:
    """Deja en la obra el trozo de cada una."""
    for ruta, octetos in map(trozos.persona, renglones):
        obra.poner(ruta, octetos, trozos.de(ruta, octetos))


def remendar(
    obra: Obra,
    carpeta: Path,
    archivo: Path,
    renglones: Iterable[Renglones],
    decian: Mapping[str, Sequence[str]],
    llave: bytes,
) -> None:
    """Deja en la obra los demás trozos de `archivo` que cambian con esas personas, que el índice anterior ya tenía en su lugar.

    `carpeta` es la de trabajo, con los trozos anteriores; `decian`, los textos de cada folio hasta ahora; `llave`, con la que se
    sella lo que es de todas.
    """
    with closing(_abrir(archivo)) as base:
        _remendado(obra, base, carpeta, renglones, decian, llave)


def poner(obra: Obra, archivo: Path, renglones: Iterable[Renglones], llave: bytes) -> None:
    """Deja en la obra todos los trozos de `archivo`; `llave`, con la que se sella lo que es de todas."""
    with closing(_abrir(archivo)) as base:
        _entero(obra, base, renglones, llave)


def _abrir(archivo: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"file:{archivo}?mode=ro", uri=True)
    base.execute("PRAGMA temp_store=MEMORY")
    return base


def _entero(obra: Obra, base: sqlite3.Connection, renglones: Iterable[Renglones], llave: bytes) -> None:
    sobran = {r for r in obra.archivos if r.startswith(trozos.CARPETA)}
    repartidos: PorBloque = {}
    for ruta, octetos in _sin_comunes(base, renglones, repartidos):
        _uno(obra, ruta, octetos, llave)
        sobran.discard(ruta)
    for ruta in sobran - _comunes(obra, base, repartidos, llave):
        obra.quitar(ruta)


def _uno(obra: Obra, ruta: str, octetos: bytes, llave: bytes) -> None:
    """Con el sello de quienes nombra o, si es de todas, con esa llave."""
    de = trozos.de(ruta, octetos)
    obra.poner(ruta, octetos if de else sellar(ruta, octetos, llave), de)


def _comunes(obra: Obra, base: sqlite3.Connection, repartidos: PorBloque, llave: bytes) -> set[str]:
    """Los que son de todas, si cambió lo que entra en ellos; dice sus rutas. El reparto se recuerda aparte: va en el de
    inicio, que crece con la elección y no hay por qué abrirlo en cada corrección.
    """
    obra.estado.meta[REPARTIDOS] = json.dumps(repartidos)
    hechos = [*trozos.comunes(base, repartidos)]
    for trozo in hechos:
        _derivado(obra, trozo, llave)
    return {trozo.ruta for trozo in hechos}


def _derivado(obra: Obra, trozo: Trozo, llave: bytes) -> None:
    obra.derivar(trozo.ruta, trozo.insumos, lambda: sellar(trozo.ruta, trozo.hacer(), llave))


def archivos(base: sqlite3.Connection, renglones: Iterable[Renglones]) -> Iterator[tuple[str, bytes]]:
    """(ruta, octetos) de todos los trozos."""
    repartidos: PorBloque = {}
    yield from _sin_comunes(base, renglones, repartidos)
    yield from ((trozo.ruta, trozo.hacer()) for trozo in trozos.comunes(base, repartidos))


def _sin_comunes(
    base: sqlite3.Connection, renglones: Iterable[Renglones], repartidos: PorBloque
) -> Iterator[tuple[str, bytes]]:
    """Los demás; al terminar, `repartidos` dice qué prefijos hay."""
    for bloque, prefijo, partido, octetos in palabras.enteras(base):
        repartidos.setdefault(bloque, {})[prefijo] = partido
        yield palabras.ruta(bloque, prefijo), octetos
    yield from map(trozos.persona, renglones)
    yield from trozos.de_lugar(base)
    yield from trozos.boletas(base)


def _remendado(
    obra: Obra,
    base: sqlite3.Connection,
    carpeta: Path,
    renglones: Iterable[Renglones],
    decian: Mapping[str, Sequence[str]],
    llave: bytes,
) -> None:
    repartidos: PorBloque = json.loads(str(obra.estado.meta[REPARTIDOS]))
    antes, ahora, boletas = {}, {}, set()
    for suyos in renglones:
        folio = suyos.quien[0]
        [orden] = base.execute("SELECT orden FROM tarjeta WHERE folio = ?", (folio,)).fetchone()
        antes[orden], ahora[orden] = decian[folio], suyos.texto
        boletas.add(suyos.boleta)
    llevaban, llevan = palabras.de_personas(base, antes, ahora)
    for bloque in {*map(palabras.bloque, llevan)}:
        cambios = {
            orden: (llevaban[orden], llevan[orden]) for orden in llevan if palabras.bloque(orden) == bloque
        }
        _de_un_bloque(obra, carpeta, bloque, repartidos[bloque], cambios, llave)
    for ruta, octetos in trozos.boletas(base, boletas):
        obra.poner(ruta, octetos, trozos.de(ruta, octetos))
    _comunes(obra, base, repartidos, llave)


def _de_un_bloque(
    obra: Obra,
    carpeta: Path,
    bloque: str,
    repartidos: dict[str, bool],
    cambios: palabras.Cambios,
    llave: bytes,
) -> None:
    def leer(prefijo: str) -> bytes:
        return (carpeta / palabras.ruta(bloque, prefijo)).read_bytes()

    for prefijo, partido, trozo in palabras.remendadas(repartidos, cambios, leer):
        if trozo is None:
            obra.quitar(palabras.ruta(bloque, prefijo))
            repartidos.pop(prefijo, None)
        else:
            _uno(obra, palabras.ruta(bloque, prefijo), trozo, llave)
            repartidos[prefijo] = partido
