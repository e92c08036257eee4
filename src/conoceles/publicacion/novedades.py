"""La bitácora es la cola: de sus entradas nuevas salen los folios que hay que volver a mirar."""

from __future__ import annotations

from dataclasses import dataclass

from conoceles.bitacora.consultas import cabeza, desde

BASES = ("default", "identidad")
NOMBRES = {"default": "curricular", "identidad": "identidad"}


@dataclass(frozen=True)
class Novedades:
    """Folios tocados; `todo` cuando un acto no dice a cuál; hasta qué entrada se leyó en cada cadena."""

    folios: frozenset[str]
    todo: bool
    leidas: dict[str, int]
    cabezas: dict[str, str]
    revocacion: bool = False  # alguien retiró su consentimiento: los datos de identidad se rehacen ya


def novedades(clave: str, leidas: dict[str, int]) -> Novedades:
    """Lo ocurrido en una elección después de `leidas` (base → id), en las dos cadenas."""
    folios: set[str] = set()
    todo = revocacion = False
    hasta = dict(leidas)
    cabezas = {}
    for base in BASES:
        cabezas[NOMBRES[base]] = cabeza(base)
        nuevas = desde(base, leidas.get(base, 0)).values_list("id", "proceso", "folio", "acto")
        for ident, proceso, folio, acto in nuevas:
            hasta[base] = ident
            revocacion = revocacion or (proceso == clave and "revoca" in acto)
            if proceso == clave and folio:
                folios.add(folio)
            todo = todo or (proceso == clave and not folio)
    return Novedades(frozenset(folios), todo, hasta, cabezas, revocacion)
