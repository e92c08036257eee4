"""Lo que el publicador recuerda entre corridas. Perderlo solo cuesta una publicación completa."""

from __future__ import annotations

import pickle
import sqlite3
from pathlib import Path
from typing import Any

from conoceles.publicacion.fichas import Ficha

_ESQUEMA = """
CREATE TABLE IF NOT EXISTS meta (clave TEXT PRIMARY KEY, valor) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pagina (ruta TEXT PRIMARY KEY, huella TEXT NOT NULL) WITHOUT ROWID;
"""


class Estado:
    """Última entrada leída de cada cadena, huella de lo que entró en cada página, y fichas resumidas.

    Se guarda después de estrenar; si no corresponde a la instantánea servida, se ignora entero.
    """

    def __init__(self, archivo: Path) -> None:
        self._base = sqlite3.connect(archivo)
        self._base.executescript(_ESQUEMA)
        self.meta: dict[str, Any] = dict(self._base.execute("SELECT clave, valor FROM meta"))
        self._nuevas: dict[str, str | None] = {}

    def corresponde(self, instantanea: str, llave: str) -> bool:
        """Si lo recordado describe la instantánea servida, hecha con la misma definición y plantillas."""
        return bool(instantanea) and (self.meta.get("instantanea"), self.meta.get("llave")) == (
            instantanea,
            llave,
        )

    def olvidar(self) -> None:
        """Empieza de cero; las horas de corte se conservan."""
        self.meta = {k: v for k, v in self.meta.items() if k.startswith("corte")}
        with self._base:
            self._base.execute("DELETE FROM pagina")

    def leida(self, base: str) -> int:
        return int(self.meta.get(f"leida_{base}", 0))

    def huella(self, ruta: str) -> str:
        fila = self._base.execute("SELECT huella FROM pagina WHERE ruta = ?", (ruta,)).fetchone()
        return fila[0] if fila else ""

    def anotar_pagina(self, ruta: str, huella: str | None) -> None:
        """`None`: la página ya no existe."""
        self._nuevas[ruta] = huella

    @property
    def fichas(self) -> list[Ficha]:
        """Fichas sin sus textos, en el orden anunciado."""
        guardadas = self.meta.get("fichas")
        return list(pickle.loads(guardadas)) if guardadas else []  # noqa: S301 — archivo propio, nunca recibido

    @fichas.setter
    def fichas(self, lista: list[Ficha]) -> None:
        self.meta["fichas"] = pickle.dumps(lista, protocol=5)

    def guardar(self) -> None:
        """Una transacción con todo lo nuevo."""
        with self._base:
            self._base.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(self.meta.items()))
            borradas = [(r,) for r, h in self._nuevas.items() if h is None]
            self._base.executemany("DELETE FROM pagina WHERE ruta = ?", borradas)
            puestas = [(r, h) for r, h in self._nuevas.items() if h is not None]
            self._base.executemany("INSERT OR REPLACE INTO pagina VALUES (?, ?)", puestas)
        self._nuevas = {}

    def cerrar(self) -> None:
        self._base.close()
