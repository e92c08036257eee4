"""El índice en trozos: archivos chicos que el navegador lee sin lector, y el de cada persona, que también lee el lector.

Lo que es de todas sale de `busqueda.sqlite`, así que dice lo mismo que contesta el lector. Cada trozo es JSON en gzip, siempre con los
mismos octetos, y va en el manifiesto como cualquier archivo:
- `inicio`: total, fragmentos de página, filtros con quiénes cumplen cada opción, campos de la comparación y qué trozos
  de palabras hay;
- `palabras/_PREFIJO`: palabra → quiénes la llevan en el nombre, en sus propuestas y en lo demás; en una elección muy
  grande, `palabras/BLOQUE_PREFIJO`, los de cada bloque de personas seguidas después del primero;
- `personas/FOLIO`: su tarjeta, sus textos (de ellos sale el pasaje) y sus celdas;
- `folios/N`: los folios de cada `BLOQUE` personas seguidas; `boletas/CLAVE`: quiénes están en ella;
- `nombres`: las palabras con que se prueba una errata; `secciones`, lo que se vota en cada una.
Quiénes son va como lista de diferencias entre órdenes consecutivos.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import accumulate, chain
from operator import sub
from pathlib import Path
from typing import Any, NamedTuple

from conoceles.publicacion.busqueda.facetas import DE_FILTRO
from conoceles.publicacion.busqueda.filas import VOCABULARIO
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.instantanea.pagina import resumir

CARPETA = "indice/"
FIN = ".trozo"
BLOQUE = 64
NIVEL = 4  # con el 6 tardan 1.6 veces más y pesan 7 % menos
OFRECIDAS = 200  # de una boleta, en la lista para agregar a la comparación: las mismas que ofrece el lector


# Sin las páginas enteras ni lo que se dice en cada lengua, que ya están en su página: son del lector, y cambian cada vez.
_PIEZAS = """SELECT nombre, html FROM pieza WHERE nombre NOT GLOB 'pagina_buscar*' AND nombre NOT GLOB 'pagina_comparar*'
AND nombre NOT GLOB 'dichos_*'"""


class Trozo(NamedTuple):
    """Dónde va, el resumen de lo que entra en él y cómo se hace."""

    ruta: str
    insumos: str
    hacer: Callable[[], bytes]


def ruta(clase: str, nombre: str = "") -> str:
    """Dónde va un trozo, relativo a la elección."""
    return f"{CARPETA}{clase}{'/' if nombre else ''}{nombre}{FIN}"


def de(ruta: str, octetos: bytes) -> list[str]:
    """Los folios de quienes nombra ese trozo, si es de una persona o de una boleta; ninguno, si es de todas."""
    personas, boletas = f"{CARPETA}personas/", f"{CARPETA}boletas/"
    if ruta.startswith(boletas):
        return [folio for folio, _ in leer(octetos)[1]]
    return [ruta.removeprefix(personas).removesuffix(FIN)] if ruta.startswith(personas) else []


def escribir(dato: object) -> bytes:
    """El trozo: siempre los mismos octetos para el mismo dato."""
    return comprimir(json.dumps(dato, ensure_ascii=False, separators=(",", ":")))


def comprimir(texto: str) -> bytes:
    """El trozo de un JSON ya compuesto."""
    return gzip.compress(texto.encode(), NIVEL, mtime=0)


def leer(octetos: bytes) -> Any:
    """Lo que dice un trozo ya escrito."""
    return json.loads(texto(octetos))


def texto(octetos: bytes) -> str:
    """Su JSON."""
    return zlib.decompress(octetos, wbits=31).decode()  # `gzip` leería el sello de letra en letra


def diferencias(ordenes: Iterable[int]) -> list[int]:
    """3, 4, 9 → 3, 1, 5."""
    lista = list(ordenes)
    return list(map(sub, lista, chain((0,), lista)))


def sumas(lista: Iterable[int]) -> list[int]:
    """Lo contrario de `diferencias`."""
    return list(accumulate(lista))


def comunes(base: sqlite3.Connection, repartidos: Mapping[str, Mapping[str, bool]]) -> Iterator[Trozo]:
    """Los trozos que cambian con cualquiera: el de inicio y el de los nombres. Sus insumos se miran sin componerlos."""
    sin_mapas = [base.execute(_PIEZAS).fetchall(), repartidos, *_sueltos(base)]
    huellas = "SELECT clave, valor FROM meta WHERE clave LIKE ? ORDER BY clave"
    mapas = base.execute(huellas, (f"{DE_FILTRO}%",)).fetchall()
    [(_, vocabulario)] = base.execute(huellas, (VOCABULARIO,))
    yield Trozo(ruta("inicio"), resumir(sin_mapas, mapas), partial(_inicio, base, repartidos))
    yield Trozo(ruta("nombres"), vocabulario, partial(_nombres, base))


def _nombres(base: sqlite3.Connection) -> bytes:
    return escribir([p for (p,) in base.execute("SELECT palabra FROM palabra ORDER BY palabra")])


def textos(carpeta: Path, folio: str) -> list[str]:
    """Los que dice el trozo de esa persona, ya escrito en la carpeta."""
    dichos: list[str] = leer((carpeta / ruta("personas", folio)).read_bytes())["textos"]
    return dichos


def de_lugar(base: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """Los que dicen quién está en qué lugar y qué se vota en cada sección: cambian cuando el archivo se escribe entero."""
    if secciones := _secciones(base):
        yield ruta("secciones"), escribir(secciones)
    todos = [f for (f,) in base.execute("SELECT folio FROM tarjeta ORDER BY orden")]
    for desde in range(0, len(todos), BLOQUE):
        yield ruta("folios", str(desde // BLOQUE)), escribir(todos[desde : desde + BLOQUE])


def _inicio(base: sqlite3.Connection, repartidos: Mapping[str, Mapping[str, bool]]) -> bytes:
    total, campos, filtros, secciones = _sueltos(base)
    # En orden, de los comienzos de una palabra el guion toma el último: es el más largo.
    ordenados = {bloque: dict(sorted(suyos.items())) for bloque, suyos in sorted(repartidos.items())}
    return escribir(
        {
            "total": total,
            "bloque": BLOQUE,
            "piezas": dict(base.execute(_PIEZAS)),
            "campos": campos,
            "filtros": [_filtro(base, *f) for f in filtros],
            "palabras": ordenados.pop("", {}),  # del primer bloque, donde las busca también el guion de antes
            "mas": ordenados,
            "con_secciones": secciones,
        }
    )


def _sueltos(base: sqlite3.Connection) -> tuple[int, list[object], list[tuple[str, str]], bool]:
    """Cuántas son, los campos de la comparación, los filtros y si hay catálogo de secciones."""
    [(total,)] = base.execute("SELECT valor FROM meta WHERE clave = 'total'")
    campos = base.execute("SELECT clave, etiqueta FROM campo ORDER BY orden").fetchall()
    filtros = base.execute("SELECT campo, etiqueta FROM filtro ORDER BY orden").fetchall()
    return int(total), campos, filtros, bool(base.execute("SELECT 1 FROM seccion LIMIT 1").fetchone())


def _secciones(base: sqlite3.Connection) -> list[object]:
    return base.execute("SELECT desde, hasta, boleta, nombre FROM seccion ORDER BY rowid").fetchall()


def persona(suyos: Renglones) -> tuple[str, bytes]:
    """(ruta, octetos) del trozo de una persona."""
    folio, nombre, _ = suyos.quien
    dichos = {"tarjeta": suyos.tarjeta, "textos": suyos.texto, "celdas": suyos.celdas}
    return ruta("personas", folio), escribir({"nombre": nombre, "boleta": suyos.boleta, **dichos})


def _filtro(base: sqlite3.Connection, campo: str, etiqueta: str) -> list[object]:
    orden = "SELECT valor, etiqueta, mapa FROM faceta WHERE campo = ? ORDER BY orden"
    opciones = [[v, e, de_mapa(m)] for v, e, m in base.execute(orden, (campo,))]
    return [campo, etiqueta, opciones]


def de_mapa(mapa: bytes) -> list[int]:
    """Las diferencias de quienes están en él. Se miran los huecos y no cada bit: casi todos están apagados."""
    bits = int.from_bytes(mapa, "little")
    if not bits:
        return []
    primero = (bits & -bits).bit_length() - 1
    huecos = bin(bits >> primero)[:1:-1].split("1")[1:-1]
    return [primero, *(len(hueco) + 1 for hueco in huecos)]


def boletas(base: sqlite3.Connection, cuales: Iterable[str] | None = None) -> Iterator[tuple[str, bytes]]:
    """De esas boletas, o de todas, cómo se llama cada una, y el folio de quienes están en ella y quién es cada quien."""
    fuerzas = dict(base.execute("SELECT valor, etiqueta FROM faceta WHERE campo = 'fuerza'"))
    nombres = dict(base.execute("SELECT valor, etiqueta FROM faceta WHERE campo = 'contienda'"))
    mapa = "SELECT mapa FROM faceta WHERE campo = 'contienda' AND valor = ?"
    quien = "SELECT folio, nombre, valores FROM tarjeta WHERE orden = ?"
    for clave in nombres if cuales is None else cuales:
        gente = []
        [(suyos,)] = base.execute(mapa, (clave,))
        for orden in sumas(de_mapa(suyos))[:OFRECIDAS]:
            [(folio, nombre, dichos)] = base.execute(quien, (orden,))
            valores = json.loads(dichos)
            fuerza, calidad = valores["fuerza"], valores["calidad"]
            partes = (nombre, *(fuerzas[s] for s in fuerza), *(c.lower() for c in calidad))
            gente.append((folio, ", ".join(partes)))
        yield ruta("boletas", clave), escribir([nombres[clave], gente])
