"""Lo que el publicador recuerda entre corridas. Perderlo solo cuesta una publicación completa."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from operator import is_
from pathlib import Path
from secrets import token_hex

from conoceles.publicacion.lectura.fichas import Ficha

JUNTAS = 5000  # páginas que se anotan de una vez
PROGRAMA = "programa_de_materiales"  # con cuál se dibujaron todos la última vez
_ESQUEMA = """
CREATE TABLE IF NOT EXISTS meta (clave TEXT PRIMARY KEY, valor) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pagina (ruta TEXT PRIMARY KEY, huella TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS material (ruta TEXT PRIMARY KEY, resumen TEXT NOT NULL, muestra TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS material_resumen ON material (resumen);
CREATE TABLE IF NOT EXISTS resumen (marca TEXT PRIMARY KEY, fichas BLOB NOT NULL);
"""
# Archivo → (marca, fichas) de lo último que guardó o leyó este proceso: el obrero vive horas y no las desempaca cada vez.
# La marca cambia cada vez que se guardan otras, y va con lo demás que se recuerda.
_A_MANO: dict[Path, tuple[str, list[Ficha]]] = {}


@contextmanager
def abierto(carpeta: Path) -> Iterator[Estado]:
    """Lo que se recuerda de esa carpeta de publicación; se cierra al salir, haya fallado o no."""
    estado = Estado(carpeta / "publicador.sqlite")
    try:
        yield estado
    finally:
        estado.cerrar()


class Estado:
    """Última entrada leída de cada cadena, huella de lo que entró en cada página, y fichas resumidas.

    Se guarda después de estrenar; si no corresponde a la instantánea servida, se ignora entero.
    """

    def __init__(self, archivo: Path) -> None:
        self._archivo = archivo
        self._base = sqlite3.connect(archivo)
        self._base.executescript(_ESQUEMA)
        self.meta: dict[str, str | int] = dict(self._base.execute("SELECT clave, valor FROM meta"))
        self._nuevas: dict[str, str | None] = {}
        self._materiales: dict[str, tuple[str, str] | None] = {}
        self._fichas: list[Ficha] | None = None
        self._previas: list[Ficha] | None = None  # las guardadas, si ya son otras
        self._olvidado = False

    def corresponde(self, instantanea: str, llave: str) -> bool:
        """Si lo recordado describe la instantánea servida, hecha con la misma definición y plantillas."""
        return bool(instantanea) and (self.meta.get("instantanea"), self.meta.get("llave")) == (
            instantanea,
            llave,
        )

    def olvidar(self) -> None:
        """Empieza de cero; se conservan las horas de corte y los materiales, con el programa que los dibujó.

        Si la corrida muere aquí, lo que queda no describe a ninguna instantánea, aunque vuelva la llave de antes.
        """
        self._olvidado = True
        self.meta = {k: v for k, v in self.meta.items() if k.startswith(("corte", PROGRAMA))}
        with self._base:
            self._base.execute("DELETE FROM pagina")
            self._base.execute("DELETE FROM resumen")
            self._base.execute("DELETE FROM meta WHERE clave IN ('fichas', 'instantanea')")

    def leida(self, base: str) -> int:
        return int(self.meta.get(f"leida_{base}", 0))

    def huella(self, ruta: str) -> str:
        fila = self._base.execute("SELECT huella FROM pagina WHERE ruta = ?", (ruta,)).fetchone()
        return fila[0] if fila else ""

    def anotar_pagina(self, ruta: str, huella: str | None) -> None:
        """`None`: la página ya no existe."""
        self._nuevas[ruta] = huella
        if self._olvidado and len(self._nuevas) >= JUNTAS:
            with self._base:
                self._guardar_paginas()  # lo que hay no describe a ninguna instantánea: nadie lo va a creer

    def materiales(self) -> dict[str, tuple[str, str]]:
        """Ruta de cada material publicado → el resumen de sus datos y a quiénes muestra (folios y fotografías)."""
        return {r: (h, m) for r, h, m in self._base.execute("SELECT ruta, resumen, muestra FROM material")}

    def materiales_con(self, resumen: str) -> frozenset[str]:
        """Las rutas de los que llevan ese resumen."""
        filas = self._base.execute("SELECT ruta FROM material WHERE resumen = ?", (resumen,))
        return frozenset(ruta for (ruta,) in filas)

    def material_con(self, ruta: str, resumen: str) -> bool:
        """Si ese lleva ese resumen."""
        buscar = "SELECT 1 FROM material WHERE ruta = ? AND resumen = ?"
        return self._base.execute(buscar, (ruta, resumen)).fetchone() is not None

    def materiales_que_muestran(self, quienes: Iterable[str]) -> set[str]:
        """Las rutas de los que muestran a alguien de esos."""
        buscar = "SELECT ruta, muestra FROM material WHERE instr(muestra, ?)"  # sin traer los demás
        return {r for quien in quienes for r, m in self._base.execute(buscar, (quien,)) if quien in m.split()}

    def anotar_materiales(self, nuevos: Mapping[str, tuple[str, str] | None]) -> None:
        """Se guardan con lo demás; `None`: ya no existe."""
        self._materiales |= nuevos

    @property
    def fichas(self) -> list[Ficha]:
        """Fichas sin sus textos, en el orden anunciado. Es de todos: se sustituye, no se modifica."""
        if self._fichas is None:
            self._fichas = self._leer_fichas()
        return self._fichas

    @fichas.setter
    def fichas(self, lista: list[Ficha]) -> None:
        if lista is not self.fichas:
            if self._previas is None:
                self._previas = self._fichas
            self._fichas = lista

    def _leer_fichas(self) -> list[Ficha]:
        conocida, fichas = _A_MANO.get(self._archivo, ("", []))
        if conocida and conocida == self.meta.get("fichas"):
            return fichas
        guardadas = self._base.execute("SELECT fichas FROM resumen ORDER BY marca")
        leidas = [f for (suyas,) in guardadas for f in pickle.loads(suyas)]  # noqa: S301 — archivo propio, nunca recibido
        _A_MANO[self._archivo] = (str(self.meta.get("fichas", "")), leidas)
        return leidas

    def guardar(self) -> None:
        """Una transacción con todo lo nuevo."""
        if self._previas is not None:
            self.meta["fichas"] = token_hex(8)
        with self._base:
            self._base.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(self.meta.items()))
            self._guardar_paginas()
            idos = [(r,) for r, m in self._materiales.items() if m is None]
            self._base.executemany("DELETE FROM material WHERE ruta = ?", idos)
            hechos = [(r, *m) for r, m in self._materiales.items() if m is not None]
            self._base.executemany("INSERT OR REPLACE INTO material VALUES (?, ?, ?)", hechos)
            if self._previas is not None:
                self._guardar_fichas(self._previas, self.fichas)
        self._materiales = {}

    def _guardar_paginas(self) -> None:
        borradas = [(r,) for r, h in self._nuevas.items() if h is None]
        self._base.executemany("DELETE FROM pagina WHERE ruta = ?", borradas)
        puestas = [(r, h) for r, h in self._nuevas.items() if h is not None]
        self._base.executemany("INSERT OR REPLACE INTO pagina VALUES (?, ?)", puestas)
        self._nuevas = {}

    def _guardar_fichas(self, previas: list[Ficha], fichas: list[Ficha]) -> None:
        """Un renglón por boleta; se vuelve a escribir el de las que cambiaron."""
        antes, ahora = _por_boleta(previas), _por_boleta(fichas)
        [guardadas] = self._base.execute("SELECT count(*) FROM resumen").fetchone()
        if not guardadas == len(antes) == len(ahora):
            self._base.execute("DELETE FROM resumen")
            antes = [[]] * len(ahora)
        otras = [(n, b) for n, (a, b) in enumerate(zip(antes, ahora, strict=True)) if not _las_mismas(a, b)]
        renglones = ((f"{n:06}", pickle.dumps(suyas, protocol=5)) for n, suyas in otras)
        self._base.executemany("INSERT OR REPLACE INTO resumen VALUES (?, ?)", renglones)
        _A_MANO[self._archivo] = (str(self.meta["fichas"]), fichas)
        self._previas = None

    def cerrar(self) -> None:
        self._base.close()


def _por_boleta(fichas: list[Ficha]) -> list[list[Ficha]]:
    return [list(suyas) for _, suyas in groupby(fichas, key=lambda f: f.contienda)]


def _las_mismas(antes: list[Ficha], ahora: list[Ficha]) -> bool:
    return len(antes) == len(ahora) and all(map(is_, antes, ahora))
