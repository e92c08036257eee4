"""Escribe `busqueda.sqlite`: con él, el lector sabe quiénes son; lo que muestra de cada quien está en su trozo.

El lector no comparte código con esta sala: el acuerdo entre ambos es este archivo y `indice/personas/FOLIO.trozo`. Aquí no va
lo que se lee de nadie: el archivo se copia y se resume entero en cada corrección, y sería casi todo su peso.

Tablas: `meta(clave, valor)`, con la huella de lo que tarda en leerse (el orden, los mapas de cada filtro y el vocabulario); `pieza(nombre, html)`; `filtro(campo, etiqueta, orden)`;
`faceta(campo, valor, etiqueta, orden, mapa)`, donde el bit i de `mapa` (menos significativo primero) dice
si la tarjeta de orden i tiene ese valor; `tarjeta(orden, folio, nombre, valores)`, en el orden
neutral anunciado; `texto` (FTS5 sin los textos, rowid = orden); `comun(termino, todo, nombre, propuestas)`, los mapas de las
palabras comunes en cualquier texto, en el nombre y en las propuestas («agua», y «agua*» por su comienzo);
`palabra(palabra)`, el vocabulario de nombres; `seccion(desde, hasta, boleta, nombre)`, lo que se vota en cada sección; `campo(clave, etiqueta, orden)`, los de la comparación.

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

import hashlib
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from conoceles.publicacion.busqueda import comunes, filas
from conoceles.publicacion.busqueda.renglones import Renglones, borrar, insertar
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.sitio import pagina

PIEZAS = "piezas_busqueda.html"
MARCAS = {
    "buscar": ("q", "filtros", "mas_filtros", "resumen", "activos", "avisos", "resultados", "paginas"),
    "comparar": ("avisos", "tabla", "agregar"),
}
_BLOQUE = re.compile(r"<!--pieza:([a-z_]+)-->(.*?)<!--/pieza-->", re.DOTALL)

# Del índice, octeto por octeto. Antes de la 3.42 (Debian 12) SQLite no sabe: se vuelve a juntar entero, que también lo quita.
BORRA_LO_RETIRADO = sqlite3.sqlite_version_info >= (3, 42)
ESQUEMA = f"""
CREATE TABLE meta (clave TEXT PRIMARY KEY, valor TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pieza (nombre TEXT PRIMARY KEY, html TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE filtro (campo TEXT PRIMARY KEY, etiqueta TEXT NOT NULL, orden INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE faceta (campo TEXT, valor TEXT, etiqueta TEXT NOT NULL, orden INTEGER NOT NULL, mapa BLOB NOT NULL,
    PRIMARY KEY (campo, valor)) WITHOUT ROWID;
CREATE TABLE tarjeta (orden INTEGER PRIMARY KEY, folio TEXT NOT NULL UNIQUE, nombre TEXT NOT NULL,
    valores TEXT NOT NULL);
CREATE TABLE campo (clave TEXT PRIMARY KEY, etiqueta TEXT NOT NULL, orden INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE seccion (desde INTEGER NOT NULL, hasta INTEGER NOT NULL, boleta TEXT NOT NULL, nombre TEXT NOT NULL);
CREATE TABLE palabra (palabra TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE comun (termino TEXT PRIMARY KEY, todo BLOB NOT NULL, nombre BLOB NOT NULL,
    propuestas BLOB NOT NULL);
CREATE VIRTUAL TABLE texto USING fts5({comunes.COLUMNAS}, content='', prefix='2 3');
"""


@dataclass(frozen=True)
class Entrada:
    """Una candidatura en la búsqueda: su ficha, su tarjeta y sus celdas de comparación, ya en HTML."""

    ficha: Ficha
    tarjeta: str
    celdas: Mapping[str, str]

    def renglones(self) -> Renglones:
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
    renglones: Iterable[Renglones],
    *,
    campos: Sequence[tuple[str, str]],
    paginas: Paginas,
) -> None:
    """Crea `destino` completo. `fichas`, sin textos, y `renglones` llegan en el orden neutral; `campos` son (clave, etiqueta).

    `ValueError` si a una página le falta una marca.
    """
    piezas = _piezas(sitio, paginas)
    temporal, junto = (destino.with_name(f"{destino.name}.{fin}") for fin in ("nuevo", "junto"))
    for sobra in (temporal, junto):
        sobra.unlink(missing_ok=True)
    base = _abrir(temporal)
    base.executescript(ESQUEMA)
    with base:
        _de_todas(base, campos, piezas, len(fichas))
        for orden, suyos in enumerate(renglones):
            insertar(base, orden, suyos)
        base.execute("INSERT INTO meta VALUES ('orden', ?)", (_orden(fichas),))
        filas.derivar(base, sitio, fichas)
        base.execute("INSERT INTO texto(texto) VALUES ('optimize')")
        comunes.derivar(base, len(fichas))
    # Sin los huecos que deja escribirlo, la quinta parte: cada corrección lo copia y lo resume entero.
    base.execute("VACUUM INTO ?", (str(junto),))
    base.close()
    temporal.unlink()
    junto.replace(destino)


def actualizar(
    archivo: Path,
    sitio: SitioPublico,
    cambiadas: Sequence[Renglones],
    *,
    decian: Mapping[str, Sequence[str]],
    previas: Mapping[str, Ficha],
    fichas: Sequence[Ficha],
    campos: Sequence[tuple[str, str]],
    paginas: Paginas,
) -> bool:
    """Cambia en `archivo`, que no debe ser el que se sirve, solo `cambiadas`.

    `previas` son esas mismas fichas como estaban, por folio, y `decian`, sus textos; `fichas`, todas, en su orden.
    Devuelve `False`, sin escribir nada, cuando hay que crear el archivo completo: cambió quiénes son o su orden, o lo
    escribió un SQLite más nuevo, en otra máquina, y aquí no se lee.
    """
    if not archivo.exists():
        return False
    piezas = _piezas(sitio, paginas)
    with closing(_abrir(archivo)) as base:
        if _dicho(base, "orden") != _orden(fichas) or not _se_lee(base):
            return False
        ordenes = {r.quien[0]: _lugar(base, r.quien[0]) for r in cambiadas}
        nuevos = {ordenes[r.quien[0]]: r for r in cambiadas}
        viejos = {ordenes[folio]: dichos for folio, dichos in decian.items()}
        with base:
            if BORRA_LO_RETIRADO:
                base.execute("INSERT INTO texto(texto, rank) VALUES ('secure-delete', 1)")
            for orden, suyos in nuevos.items():
                borrar(base, orden, viejos[orden])
                insertar(base, orden, suyos)
            if not BORRA_LO_RETIRADO:
                base.execute("INSERT INTO texto(texto) VALUES ('optimize')")
            dicen = ((orden, suyos.texto) for orden, suyos in nuevos.items())
            antes, ahora = comunes.dichas(base, viejos.items(), dicen)
            comunes.remendar(base, antes, ahora, len(fichas))
            _de_todas(base, campos, piezas, len(fichas))
            pares = [(previas[f.folio], f) for f in (fichas[orden] for orden in nuevos)]
            filas.rederivar(base, sitio, fichas, pares)
    return True


def _se_lee(base: sqlite3.Connection) -> bool:
    try:
        base.execute("SELECT rowid FROM texto WHERE texto MATCH 'a' LIMIT 1").fetchone()
    except sqlite3.OperationalError:  # otro formato de FTS5
        return False
    return True


def _orden(fichas: Iterable[Ficha]) -> str:
    """Quiénes son y en qué orden, en una huella: así no se leen todas para saber si el archivo dice lo mismo."""
    return hashlib.sha256("\n".join(f.folio for f in fichas).encode()).hexdigest()


def _dicho(base: sqlite3.Connection, clave: str) -> str:
    fila = base.execute("SELECT valor FROM meta WHERE clave = ?", (clave,)).fetchone()
    return str(fila[0]) if fila else ""


def _lugar(base: sqlite3.Connection, folio: str) -> int:
    [orden] = base.execute("SELECT orden FROM tarjeta WHERE folio = ?", (folio,)).fetchone()
    return int(orden)


def sellar(archivo: Path, sello: str) -> None:
    """Lo deja entre sus datos generales: al lector no le dice nada."""
    with closing(_abrir(archivo)) as base, base:
        base.execute("INSERT OR REPLACE INTO meta VALUES ('sello', ?)", (sello,))


def _abrir(ruta: Path) -> sqlite3.Connection:
    """Sin diario: el archivo es nuevo y se tira si algo falla. Lo borrado se sobrescribe; lo de paso no toca el disco."""
    base = sqlite3.connect(ruta)
    base.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
    )
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
