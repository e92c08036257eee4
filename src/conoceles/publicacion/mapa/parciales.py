"""Candidaturas observadas: lo que el instituto no observó sale; lo observado espera con su razón."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from conoceles.bitacora.estados import ESPERAN
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.consultas import secciones_publicables
from conoceles.proceso.consultas import definicion


def pendientes(clave: str) -> dict[UUID, frozenset[str]]:
    """Candidatura → secciones que todavía no se publican, solo de las que publican el resto."""
    filas = Candidatura.objects.filter(proceso=clave, estado__in=ESPERAN, observaciones__isnull=False)
    publicables = secciones_publicables(list(filas.distinct().only("pk", "estado", "folio", "proceso_id")))
    curricular = definicion(clave).curricular
    todas = {"fotografia", "identidad", *(s.clave for s in curricular.secciones)}
    return {pk: frozenset(todas - salen) for pk, salen in publicables.items() if salen}


def recortar(clave: str, version: dict[str, Any], callan: Collection[str]) -> None:
    """Quita de la versión lo de las secciones que esperan y anota cuáles son."""
    secciones = definicion(clave).curricular.secciones
    callados = {c.clave for s in secciones if s.clave in callan for c in s.campos}
    version["contenido"] = {k: v for k, v in version["contenido"].items() if k not in callados}
    version["pendientes"] = frozenset(callan)
    if "fotografia" in callan:
        version["fotografia__sha256"] = None
