"""Hasta dónde leyó el publicador cada cadena, para decir cuánto falta por publicar. Solo lee."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from conoceles.bitacora.consultas import por_publicar
from conoceles.publicacion.instantanea.arbol import Arbol
from conoceles.publicacion.novedades import BASES


def sin_archivo(clave: str) -> dict[str, str]:
    """Folio → huella de la fotografía cuyo archivo no estaba al publicar: esas candidaturas esperan; las demás, no."""
    leidas: dict[str, str] = json.loads(_recordado(clave, "sin_archivo").get("sin_archivo") or "{}")
    return leidas


def _recordado(clave: str, como: str) -> dict[str, Any]:
    archivo = Arbol(clave).carpeta / "publicador.sqlite"
    if not archivo.exists():
        return {}
    with closing(sqlite3.connect(f"file:{archivo}?mode=ro", uri=True)) as base:
        return dict(base.execute("SELECT clave, valor FROM meta WHERE clave LIKE ?", (como,)))


def rezago(clave: str) -> dict[str, int]:
    """Base → id de la última entrada que entró en una publicación; 0 si no se ha publicado."""
    leidas = _recordado(clave, "leida_%")
    return {base: int(leidas.get(f"leida_{base}", 0)) for base in BASES}


@dataclass(frozen=True)
class Atraso:
    """Actos de la bitácora que todavía no entran en el sitio, y cuánto hace del más antiguo."""

    pendientes: int
    tiempo: timedelta


def atraso(clave: str, ahora: datetime) -> Atraso:
    """Cero si todo lo ocurrido está publicado."""
    esperan = [por_publicar(base, leida).filter(proceso=clave) for base, leida in rezago(clave).items()]
    primeras = [momento for uno in esperan if (momento := uno.values_list("momento", flat=True).first())]
    tiempo = ahora - min(primeras) if primeras else timedelta()
    return Atraso(sum(uno.count() for uno in esperan), tiempo)
