"""Hasta dónde leyó el publicador cada cadena, para decir cuánto falta por publicar. Solo lee."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.novedades import BASES


def rezago(clave: str) -> dict[str, int]:
    """Base → id de la última entrada que entró en una publicación; 0 si no se ha publicado."""
    archivo = Arbol(clave).carpeta / "publicador.sqlite"
    leidas: dict[str, int] = {}
    if archivo.exists():
        with closing(sqlite3.connect(f"file:{archivo}?mode=ro", uri=True)) as base:
            leidas = dict(base.execute("SELECT clave, valor FROM meta WHERE clave LIKE 'leida_%'"))
    return {base: int(leidas.get(f"leida_{base}", 0)) for base in BASES}
