"""`busqueda.sqlite` de una instantánea y los trozos de sus personas, para leer. Los filtros son mapas de bits en memoria."""

from __future__ import annotations

import json
import sqlite3
import threading
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path

from conoceles.lector import personas, texto
from conoceles.lector.lengua import Diccionario, EnSuLengua
from conoceles.lector.personas import Persona
from conoceles.lector.piezas import Pieza, piezas

MAX_OFRECIDAS = 200  # en la lista para agregar a la comparación
COMUN = 64  # la que tiene al menos una de cada tantas candidaturas
_EN_NOMBRES = "{nombre sobrenombre} : "
_EN_PROPUESTAS = "propuestas : "


@dataclass(frozen=True)
class Opcion:
    """Un valor de un filtro y quiénes lo tienen (bit i = tarjeta de orden i)."""

    valor: str
    etiqueta: str
    mapa: int
    palabras: frozenset[str]  # con que se le nombra


@dataclass(frozen=True)
class Filtro:
    campo: str
    etiqueta: str
    opciones: dict[str, Opcion]


@dataclass(frozen=True)
class Mapas:
    """Quiénes llevan un término en el nombre, en sus propuestas y en cualquier texto."""

    nombre: int
    propuestas: int
    todo: int

    def __and__(self, otro: Mapas) -> Mapas:
        return Mapas(self.nombre & otro.nombre, self.propuestas & otro.propuestas, self.todo & otro.todo)

    def __or__(self, otro: Mapas) -> Mapas:
        return Mapas(self.nombre | otro.nombre, self.propuestas | otro.propuestas, self.todo | otro.todo)


@dataclass(frozen=True)
class Hallazgo:
    """Mapas de quienes coinciden, de lo más a lo menos pertinente; `buscadas` se resaltan.

    Quien ya está en un grupo no vuelve a salir en los que siguen.
    """

    grupos: tuple[int, ...]
    buscadas: tuple[str, ...]
    parecidas: bool = False

    @property
    def todo(self) -> int:
        return reduce(or_, self.grupos, 0)


class DeOtroSqlite(Exception):
    """El índice lo escribió una versión de SQLite más nueva que la que aquí lee: antes de la 3.42 no se abre uno corregido."""


class Indice:
    """Lee lo pequeño al abrir (piezas, filtros, vocabulario); lo demás, por consulta y por hilo."""

    def __init__(self, ruta: Path) -> None:
        """`DeOtroSqlite` si aquí no se puede buscar en él."""
        self._uri = f"{ruta.resolve().as_uri()}?mode=ro&immutable=1"
        self._hilo = threading.local()
        self._abiertas: list[sqlite3.Connection] = []
        with closing(self._conectar()) as base:
            _exigir_que_se_lea(base)
            self.total = int(_uno(base, "SELECT valor FROM meta WHERE clave = 'total'"))
            self._escritas: dict[str, str] = dict(base.execute("SELECT nombre, html FROM pieza"))
            self._dichos = {n[7:]: h for n, h in self._escritas.items() if n.startswith("dichos_")}
            self.piezas: dict[str, Pieza] = piezas(self._escritas)
            self.campos = base.execute("SELECT clave, etiqueta FROM campo ORDER BY orden").fetchall()
            self.filtros = [
                Filtro(c, e, _leer_opciones(base, c))
                for c, e in base.execute("SELECT campo, etiqueta FROM filtro ORDER BY orden")
            ]
            self._nombres = [p for (p,) in base.execute("SELECT palabra FROM palabra ORDER BY palabra")]
            self._leer = personas.en_trozos(ruta.parent)
        self._vocabulario = frozenset(self._nombres)
        self.todas = (1 << self.total) - 1
        self._sin_palabras = Mapas(self.todas, self.todas, self.todas)
        self._largas: dict[str, Mapas] = {}
        self.lenguas = frozenset(self._dichos)
        self._dichas: dict[str, dict[str, EnSuLengua]] = {}

    def __del__(self) -> None:
        """Al soltar la instantánea ya nadie la usa: se cierran las conexiones de todos los hilos."""
        for base in getattr(self, "_abiertas", ()):
            base.close()

    def pagina(self, nombre: str, lengua: str = "") -> Pieza:
        """La página que se completa, en español o en una de sus `lenguas`."""
        if not lengua:
            return self.piezas[nombre]
        if lengua not in self._dichas:
            diccionario = Diccionario(self._dichos[lengua])
            nombres = ("pagina_buscar", "pagina_comparar")
            self._dichas[lengua] = {
                n: EnSuLengua(self._escritas[f"{n}_{lengua}"], diccionario) for n in nombres
            }
        return self._dichas[lengua][nombre]

    def buscar(self, palabras: tuple[str, ...]) -> Hallazgo:
        """Quiénes coinciden con todas las palabras (la última, por su comienzo); si nadie, nombres a una letra.

        Las palabras enteras van antes que los comienzos y, en cada caso, el nombre antes que las propuestas y estas
        antes que lo demás que se lee de la persona.
        """
        if not palabras:
            return Hallazgo((self.todas,), ())
        comienzo = self._con_todas([(t,) for t in _terminos(palabras)])
        if not comienzo.todo:
            return self._parecidas(palabras)
        entera = self._con_todas([(t,) for t in palabras])
        grupos = [m for mapas in (entera, comienzo) for m in (mapas.nombre, mapas.propuestas, mapas.todo)]
        return Hallazgo(tuple(grupos), palabras)

    def personas(self, ordenes: Sequence[int]) -> dict[int, Persona]:
        """Las de esos órdenes; sin quien acaba de retirarse."""
        folios = self._por_orden("SELECT orden, folio FROM tarjeta WHERE orden IN ({})", ordenes).fetchall()
        leidas = ((orden, self._leer(folio)) for orden, folio in folios)
        return {orden: leida for orden, leida in leidas if leida is not None}

    def persona(self, folio: str) -> Persona | None:
        """La de ese folio; `None` si no existe o acaba de retirarse."""
        # Lo que se pidió solo se vuelve ruta si es de alguien.
        hallada = self._base().execute("SELECT folio FROM tarjeta WHERE folio = ?", (folio,)).fetchone()
        return self._leer(hallada[0]) if hallada else None

    def de_su_boleta(self, folio: str) -> tuple[str, list[tuple[str, str]]]:
        """Cómo se llama la boleta de una candidatura, y el folio de cada una de las que están en ella y quién es."""
        suya = self._base().execute("SELECT valores FROM tarjeta WHERE folio = ?", (folio,)).fetchone()
        [clave] = json.loads(suya[0])["contienda"] if suya else [""]
        boleta = self._opciones("contienda").get(clave)
        if boleta is None:
            return "", []
        orden = "SELECT folio, nombre, valores FROM tarjeta WHERE orden IN ({}) ORDER BY orden"
        todas = self._por_orden(orden, posiciones(boleta.mapa, 0, MAX_OFRECIDAS))
        return boleta.etiqueta, [(f, self._quien(n, json.loads(v))) for f, n, v in todas]

    def de_la_seccion(self, numero: int) -> list[tuple[str, str]]:
        """Clave y nombre de las boletas de una sección; vacío si no se conoce o la elección no trae catálogo."""
        orden = "SELECT DISTINCT boleta, nombre FROM seccion WHERE ? BETWEEN desde AND hasta ORDER BY rowid"
        return self._base().execute(orden, (numero,)).fetchall()

    def _quien(self, nombre: str, valores: dict[str, list[str]]) -> str:
        fuerzas = self._opciones("fuerza")
        partes = [fuerzas[s].etiqueta for s in valores["fuerza"]] + [
            c.lower() for c in valores.get("calidad", ())
        ]
        return ", ".join((nombre, *partes))

    def _opciones(self, campo: str) -> dict[str, Opcion]:
        return next((f.opciones for f in self.filtros if f.campo == campo), {})

    def _parecidas(self, palabras: tuple[str, ...]) -> Hallazgo:
        opciones = [self._cercanas(p) for p in palabras] if len(palabras) <= texto.MAX_CON_ERRATA else []
        if not opciones or not all(opciones):
            return Hallazgo((), palabras)
        hallados = self._con_todas(opciones)
        return Hallazgo((hallados.nombre,), tuple(p for grupo in opciones for p in grupo), parecidas=True)

    def _cercanas(self, palabra: str) -> tuple[str, ...]:
        propias = {palabra} & self._vocabulario
        if len(palabra) >= 4:
            propias |= texto.a_una_letra(palabra, self._vocabulario)
        return tuple(sorted(propias))

    def _con_todas(self, grupos: Sequence[Sequence[str]]) -> Mapas:
        """Quiénes tienen un término de cada grupo."""
        mapas = self._sin_palabras
        for grupo in grupos:
            mapas &= reduce(or_, (self._mapas(termino) for termino in grupo))
            if not mapas.todo:
                break
        return mapas

    def _mapas(self, termino: str) -> Mapas:
        """De una palabra, o de un comienzo («agu*»). Lo común viene ya recorrido; otra lista larga se recuerda."""
        hallados = self._largas.get(termino) or self._publicados(termino)
        if hallados is None:
            expresion = _expresion(termino)
            todo = self._mapa(expresion)
            nombre = self._mapa(_EN_NOMBRES + expresion) if todo and self._nombra(termino) else 0
            propuestas = self._mapa(_EN_PROPUESTAS + expresion) if todo else 0
            hallados = Mapas(nombre, propuestas, todo)
            if todo.bit_count() * COMUN > self.total:
                self._largas[termino] = hallados
        return hallados

    def _publicados(self, termino: str) -> Mapas | None:
        orden = "SELECT nombre, propuestas, todo FROM comun WHERE termino = ?"
        fila = self._base().execute(orden, (termino,)).fetchone()
        return Mapas(*(int.from_bytes(mapa, "little") for mapa in fila)) if fila else None

    def _nombra(self, termino: str) -> bool:
        """Si puede estar en un nombre: si no, buscarla entre los nombres es recorrer su lista para nada."""
        palabra = termino.rstrip("*")
        donde = bisect_left(self._nombres, palabra)
        vecina = self._nombres[donde] if donde < len(self._nombres) else ""
        return vecina.startswith(palabra) if termino.endswith("*") else vecina == palabra

    def _mapa(self, consulta: str) -> int:
        """Los órdenes llegan en un solo texto: renglón por renglón, una palabra común costaría el doble."""
        orden = "SELECT group_concat(rowid) FROM texto WHERE texto MATCH ?"
        hallados: str | None = self._base().execute(orden, (consulta,)).fetchone()[0]
        bits = bytearray(b"0") * (self.total + 1)
        for este in map(int, hallados.split(",") if hallados else ()):
            bits[este] = 49  # «1»
        return int(bits[::-1], 2)

    def _por_orden(self, orden: str, ordenes: Sequence[int]) -> sqlite3.Cursor:
        return self._base().execute(orden.format(",".join("?" * len(ordenes))), tuple(ordenes))

    def _base(self) -> sqlite3.Connection:
        """Una conexión por hilo; se cierra con el hilo o cuando se suelta la instantánea."""
        base: sqlite3.Connection | None = getattr(self._hilo, "base", None)
        if base is None:
            base = self._hilo.base = self._conectar()
            self._abiertas.append(base)
        return base

    def _conectar(self) -> sqlite3.Connection:
        return sqlite3.connect(self._uri, uri=True, check_same_thread=False, cached_statements=32)


def _exigir_que_se_lea(base: sqlite3.Connection) -> None:
    try:
        base.execute("SELECT rowid FROM texto WHERE texto MATCH 'a' LIMIT 1").fetchone()
    except sqlite3.OperationalError as error:
        if "fts5 file format" in str(error):
            raise DeOtroSqlite from error
        raise


def posiciones(mapa: int, desde: int, cuantas: int) -> list[int]:
    """Los órdenes que están en el mapa, de menor a mayor, a partir del número `desde`."""
    # El primero se busca por mitades: llegar a la última página no cuesta más que a la primera.
    i = bisect_right(range(mapa.bit_length()), desde, key=lambda n: (mapa & ((2 << n) - 1)).bit_count())
    resto = mapa >> i
    hallados: list[int] = []
    while resto and len(hallados) < cuantas:
        salto = (resto & -resto).bit_length()
        i, resto = i + salto, resto >> salto
        hallados.append(i - 1)
    return hallados


def _expresion(termino: str) -> str:
    """Como lo pide FTS5."""
    return f'"{termino.rstrip("*")}"' + ("*" if termino.endswith("*") else "")


def _terminos(palabras: Sequence[str]) -> list[str]:
    """Un término por palabra; la última, si pasa de una letra, vale por su comienzo."""
    return [*palabras[:-1], palabras[-1] + ("*" if len(palabras[-1]) >= 2 else "")]


def _leer_opciones(base: sqlite3.Connection, campo: str) -> dict[str, Opcion]:
    orden = "SELECT valor, etiqueta, mapa FROM faceta WHERE campo = ? ORDER BY orden"
    return {
        v: Opcion(v, e, int.from_bytes(m, "little"), frozenset((*texto.palabras(e), v.casefold())))
        for v, e, m in base.execute(orden, (campo,))
    }


def _uno(base: sqlite3.Connection, orden: str) -> str:
    return str(base.execute(orden).fetchone()[0])
