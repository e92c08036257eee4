"""Escribe `buscar.sqlite`, lo único que el lector consulta para buscar y comparar.

El lector no comparte código con esta sala: el acuerdo entre ambos es este archivo.

Tablas: `meta(clave, valor)`; `pieza(nombre, html)`; `filtro(campo, etiqueta, orden)`;
`faceta(campo, valor, etiqueta, orden, mapa)`, donde el bit i de `mapa` (menos significativo primero) dice
si la tarjeta de orden i tiene ese valor; `tarjeta(orden, folio, nombre, html, valores, huella)`, en el orden
neutral anunciado; `texto` (FTS5, rowid = orden); `comun(termino, todo, nombre, propuestas)`, los mapas de las
palabras comunes en cualquier texto, en el nombre y en las propuestas («agua», y «agua*» por su comienzo);
`palabra(palabra)`, el vocabulario de nombres; `seccion(desde, hasta, boleta, nombre)`, lo que se vota en cada sección; `campo(clave, etiqueta, orden)`; `celda(folio, campo, html)`, con el
campo `encabezado` para la columna.

Marcas. Una plantilla deja `<!--nombre-->` donde va un valor (también dentro de un atributo) y encierra lo que
se repite entre `<!--pieza:nombre-->` y `<!--/pieza-->`; `partir` separa lo uno de lo otro.
- `buscar.html`: q, filtros (los que más se piden), mas_filtros, resumen, activos, avisos, resultados, paginas.
- `comparar.html`: avisos, tabla, agregar.
- `piezas_busqueda.html`: los fragmentos repetidos, con sus marcas a la vista. Una página puede redefinirlos.
Ambas páginas viven un nivel abajo de la elección (`buscar/`, `comparar/`), y también los enlaces de tarjetas
y celdas: `../candidaturas/<folio>/`. El formulario usa GET, sin `action`, con `name="q"`; los filtros son
`<select>` que ya trae `<!--filtros-->`.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from conoceles.publicacion.busqueda import comunes
from conoceles.publicacion.busqueda import filas as filas
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.sitio import pagina

PIEZAS = "piezas_busqueda.html"
MARCAS = {
    "buscar": ("q", "filtros", "mas_filtros", "resumen", "activos", "avisos", "resultados", "paginas"),
    "comparar": ("avisos", "tabla", "agregar"),
}
_BLOQUE = re.compile(r"<!--pieza:([a-z_]+)-->(.*?)<!--/pieza-->", re.DOTALL)

ESQUEMA = f"""
CREATE TABLE meta (clave TEXT PRIMARY KEY, valor TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pieza (nombre TEXT PRIMARY KEY, html TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE filtro (campo TEXT PRIMARY KEY, etiqueta TEXT NOT NULL, orden INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE faceta (campo TEXT, valor TEXT, etiqueta TEXT NOT NULL, orden INTEGER NOT NULL, mapa BLOB NOT NULL,
    PRIMARY KEY (campo, valor)) WITHOUT ROWID;
CREATE TABLE tarjeta (orden INTEGER PRIMARY KEY, folio TEXT NOT NULL UNIQUE, nombre TEXT NOT NULL,
    html TEXT NOT NULL, valores TEXT NOT NULL, huella TEXT NOT NULL);
CREATE TABLE campo (clave TEXT PRIMARY KEY, etiqueta TEXT NOT NULL, orden INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE celda (folio TEXT, campo TEXT, html TEXT NOT NULL, PRIMARY KEY (folio, campo)) WITHOUT ROWID;
CREATE TABLE seccion (desde INTEGER NOT NULL, hasta INTEGER NOT NULL, boleta TEXT NOT NULL, nombre TEXT NOT NULL);
CREATE TABLE palabra (palabra TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE comun (termino TEXT PRIMARY KEY, todo BLOB NOT NULL, nombre BLOB NOT NULL,
    propuestas BLOB NOT NULL);
CREATE VIRTUAL TABLE texto USING fts5({comunes.COLUMNAS}, prefix='2 3');
"""


@dataclass(frozen=True)
class Entrada:
    """Una candidatura en la búsqueda: su ficha, su tarjeta y sus celdas de comparación, ya en HTML."""

    ficha: Ficha
    tarjeta: str
    celdas: Mapping[str, str]

    def renglones(self) -> filas.Renglones:
        """Lo que de ella va en el archivo."""
        return filas.renglones(self.ficha, self.tarjeta, self.celdas)


@dataclass(frozen=True)
class Paginas:
    """`buscar.html` y `comparar.html` ya compuestas por Django, con sus marcas."""

    buscar: str
    comparar: str
    lenguas: tuple[EnOtra, ...] = ()


@dataclass(frozen=True)
class EnOtra:
    """Las mismas en una lengua, y lo que hace falta para decir en ella lo que el lector les pone (JSON)."""

    clave: str
    buscar: str
    comparar: str
    dichos: str


def partir(html: str) -> dict[str, str]:
    """Separa los fragmentos de una página; lo que queda va en `pagina`."""
    piezas = {nombre: cuerpo.strip() for nombre, cuerpo in _BLOQUE.findall(html)}
    piezas["pagina"] = _BLOQUE.sub("", html)
    return piezas


def escribir(
    destino: Path,
    sitio: SitioPublico,
    fichas: Sequence[Ficha],
    renglones: Iterable[filas.Renglones],
    *,
    campos: Sequence[tuple[str, str]],
    paginas: Paginas,
) -> None:
    """Crea `destino` completo. `fichas`, sin textos, y `renglones` llegan en el orden neutral; `campos` son (clave, etiqueta).

    `ValueError` si a una página le falta una marca.
    """
    piezas = _piezas(sitio, paginas)
    temporal = destino.with_name(destino.name + ".nuevo")
    temporal.unlink(missing_ok=True)
    base = _abrir(temporal)
    base.executescript(ESQUEMA)
    with base:
        _de_todas(base, campos, piezas, len(fichas))
        for orden, suyos in enumerate(renglones):
            filas.insertar(base, orden, suyos)
        filas.derivar(base, sitio, fichas)
        base.execute("INSERT INTO texto(texto) VALUES ('optimize')")
        comunes.derivar(base, len(fichas))
    base.close()
    temporal.replace(destino)


def actualizar(
    archivo: Path,
    sitio: SitioPublico,
    cambiadas: Sequence[Entrada],
    *,
    previas: Mapping[str, Ficha],
    fichas: Sequence[Ficha],
    campos: Sequence[tuple[str, str]],
    paginas: Paginas,
) -> bool:
    """Cambia en `archivo`, que no debe ser el que se sirve, solo `cambiadas`.

    `previas` son esas mismas fichas como estaban, por folio; `fichas`, todas, en su orden. Devuelve `False`,
    sin escribir nada, cuando hay que crear el archivo completo: cambió quiénes son o su orden, o este SQLite no
    sabe borrar del índice el texto retirado (anterior a 3.42).
    """
    if sqlite3.sqlite_version_info < (3, 42) or not archivo.exists():
        return False
    piezas = _piezas(sitio, paginas)
    with closing(_abrir(archivo)) as base:
        # Sin `ORDER BY`: así le basta el índice y no recorre las tarjetas, que llevan su HTML.
        lugares = base.execute("SELECT orden, folio FROM tarjeta").fetchall()
        ordenes = {folio: orden for orden, folio in sorted(lugares)}
        if list(ordenes) != [f.folio for f in fichas]:
            return False
        suyos = [ordenes[e.ficha.folio] for e in cambiadas]
        antes = comunes.dichas(base, suyos)
        with base:
            base.execute("INSERT INTO texto(texto, rank) VALUES ('secure-delete', 1)")
            for entrada in cambiadas:
                orden = ordenes[entrada.ficha.folio]
                filas.borrar(base, orden, entrada.ficha.folio)
                filas.insertar(base, orden, entrada.renglones())
            comunes.remendar(base, antes, suyos, len(fichas))
            _de_todas(base, campos, piezas, len(fichas))
            pares = [(previas[e.ficha.folio], e.ficha) for e in cambiadas]
            filas.rederivar(base, sitio, fichas, pares)
    return True


def sellar(archivo: Path, sello: str) -> None:
    """Lo deja entre sus datos generales: al lector no le dice nada."""
    with closing(_abrir(archivo)) as base, base:
        base.execute("INSERT OR REPLACE INTO meta VALUES ('sello', ?)", (sello,))


def _abrir(ruta: Path) -> sqlite3.Connection:
    """Sin diario: el archivo es nuevo y se tira si algo falla. Lo borrado se sobrescribe."""
    base = sqlite3.connect(ruta)
    base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;")
    return base


def _piezas(sitio: SitioPublico, paginas: Paginas) -> dict[str, str]:
    """Los fragmentos comunes, luego los que redefina cada página, y las dos páginas."""
    piezas = partir(pagina.render(PIEZAS, {"sitio": sitio}))
    for nombre, html in (("buscar", paginas.buscar), ("comparar", paginas.comparar)):
        faltan = [m for m in MARCAS[nombre] if f"<!--{m}-->" not in html]
        if faltan:
            raise ValueError(f"A la plantilla {nombre}.html le faltan las marcas: {', '.join(faltan)}.")
        propias = partir(html)
        piezas[f"pagina_{nombre}"] = propias.pop("pagina")
        piezas.update(propias)
    piezas.pop("pagina", None)
    for otra in paginas.lenguas:
        suyas = {"pagina_buscar": otra.buscar, "pagina_comparar": otra.comparar, "dichos": otra.dichos}
        piezas |= {f"{nombre}_{otra.clave}": html for nombre, html in suyas.items()}
    return piezas


def _de_todas(
    base: sqlite3.Connection, campos: Sequence[tuple[str, str]], piezas: Mapping[str, str], total: int
) -> None:
    base.execute("DELETE FROM pieza")
    base.execute("DELETE FROM campo")
    base.executemany("INSERT INTO pieza VALUES (?, ?)", sorted(piezas.items()))
    base.executemany("INSERT INTO campo VALUES (?, ?, ?)", _numerar(campos))
    base.execute("INSERT OR REPLACE INTO meta VALUES ('total', ?)", (str(total),))


def _numerar(campos: Iterable[tuple[str, str]]) -> list[tuple[str, str, int]]:
    return [(clave, etiqueta, n) for n, (clave, etiqueta) in enumerate(campos)]
