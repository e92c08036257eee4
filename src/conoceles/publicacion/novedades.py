"""La bitácora es la cola: de sus entradas nuevas salen los folios que hay que volver a mirar."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from conoceles.bitacora.actos import Acto, publica
from conoceles.bitacora.consultas import cabeza, desde
from conoceles.bitacora.fila import Publica
from conoceles.candidaturas.constancia import ASIENTAN_EL_PADRON

BASES = ("default", "identidad")
NOMBRES = {"default": "curricular", "identidad": "identidad"}


@dataclass(frozen=True)
class Novedades:
    """Folios tocados; `todo` cuando un acto no dice a cuál; hasta qué entrada se leyó en cada cadena.

    `salidas`: quién perdió permiso de publicar o fue suprimido → cuándo, y si sale todo lo suyo o solo su identidad. `esconde`: si alguien
    dejó de competir o una autoridad ordenó ocultar algo. `padron`: si un acto escribió en él.
    """

    folios: frozenset[str]
    todo: bool
    leidas: dict[str, int]
    cabezas: dict[str, str]
    salidas: dict[str, tuple[datetime, bool]] = field(default_factory=dict)
    esconde: bool = False
    padron: bool = False

    @property
    def retira(self) -> bool:
        """Algo dejó de poder mostrarse, por quien lo consintió, por la ley o por una orden: los datos se rehacen ya."""
        return self.esconde or bool(self.salidas)


def novedades(clave: str, leidas: dict[str, int], marcadas: int = 0) -> Novedades:
    """Lo ocurrido en una elección después de `leidas` (base → id), en las dos cadenas.

    `marcadas`: la última entrada de la primera con que quien publica dio por publicadas a las que acababa de leer; por ellas no
    se leen otra vez.
    """
    folios: set[str] = set()
    todo = esconde = padron = False
    salidas: dict[str, tuple[datetime, bool]] = {}
    hasta = dict(leidas)
    cabezas = {}
    for base in BASES:
        cabezas[NOMBRES[base]] = cabeza(base)
        nuevas = desde(base, leidas.get(base, 0)).values_list("id", "proceso", "folio", "acto", "momento")
        for ident, proceso, folio, acto, momento in nuevas.iterator():  # la primera vez son todas las que hay
            hasta[base] = ident
            leida = base == "default" and acto == Acto.PUBLICADA and ident <= marcadas
            suya = (
                proceso == clave or acto == Acto.CALENDARIO_REANUDADO
            )  # lo que esperaba a la hora, en todas
            efecto = publica(acto) if suya and not leida else Publica.CONSERVA
            if efecto == Publica.CONSERVA:
                continue
            if not folio:
                todo = True
                continue
            folios.add(folio)
            esconde |= efecto == Publica.ESCONDE
            padron |= acto in ASIENTAN_EL_PADRON
            if efecto in (Publica.RETIRA_IDENTIDAD, Publica.RETIRA_TODO):
                _, sale_todo = salidas.get(folio, (momento, False))
                salidas[folio] = momento, sale_todo or efecto == Publica.RETIRA_TODO
    return Novedades(frozenset(folios), todo, hasta, cabezas, salidas, esconde, padron)
