"""La bitácora es la cola: de sus entradas nuevas salen los folios que hay que volver a mirar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from conoceles.bitacora.consultas import cabeza, desde
from conoceles.publicacion.actos import retira

BASES = ("default", "identidad")
NOMBRES = {"default": "curricular", "identidad": "identidad"}


@dataclass(frozen=True)
class Novedades:
    """Folios tocados; `todo` cuando un acto no dice a cuál; hasta qué entrada se leyó en cada cadena.

    `salidas`: quién perdió permiso de publicar o fue suprimido → cuándo, y si sale todo lo suyo o solo su identidad.
    """

    folios: frozenset[str]
    todo: bool
    leidas: dict[str, int]
    cabezas: dict[str, str]
    salidas: dict[str, tuple[datetime, bool]] = field(default_factory=dict)

    @property
    def revocacion(self) -> bool:
        """Alguien retiró o redujo su consentimiento, o fue suprimido: los datos de identidad se rehacen ya."""
        return bool(self.salidas)


def novedades(clave: str, leidas: dict[str, int]) -> Novedades:
    """Lo ocurrido en una elección después de `leidas` (base → id), en las dos cadenas."""
    folios: set[str] = set()
    todo = False
    salidas: dict[str, tuple[datetime, bool]] = {}
    hasta = dict(leidas)
    cabezas = {}
    for base in BASES:
        cabezas[NOMBRES[base]] = cabeza(base)
        nuevas = desde(base, leidas.get(base, 0)).values_list("id", "proceso", "folio", "acto", "momento")
        for ident, proceso, folio, acto, momento in nuevas:
            hasta[base] = ident
            todo_lo_suyo = retira(acto)
            if proceso == clave and folio and todo_lo_suyo is not None:
                salidas[folio] = momento, todo_lo_suyo or salidas.get(folio, (momento, False))[1]
            if proceso == clave and folio:
                folios.add(folio)
            todo = todo or (proceso == clave and not folio)
    return Novedades(frozenset(folios), todo, hasta, cabezas, salidas)
