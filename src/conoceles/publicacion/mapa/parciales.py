"""Candidaturas observadas: lo que el instituto no observó sale; lo observado espera con su razón."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from conoceles.bitacora.estados import ESPERAN
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.consultas import secciones_publicables
from conoceles.expediente.models import Observacion
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.preguntas.cuestionario import Cuestionario
from conoceles.publicacion.lectura.fila import TODAS, Cuales, VersionPublica


def pendientes(d: Definicion, cuales: Cuales = TODAS) -> dict[UUID, frozenset[str]]:
    """Candidatura → secciones que todavía no se publican, solo de las que publican el resto."""
    observadas = Observacion.objects.values("candidatura")
    filas = Candidatura.objects.filter(
        pk__in=observadas, proceso=d.clave, estado__in=ESPERAN, **cuales.en("formula")
    )
    publicables = secciones_publicables(d, list(filas.order_by().only("pk", "estado", "folio", "proceso_id")))
    todas = {"fotografia", "identidad", *(s.clave for s in d.curricular.secciones)}
    return {pk: frozenset(todas - salen) for pk, salen in publicables.items() if salen}


def recortada(cuestionario: Cuestionario, version: VersionPublica, callan: Collection[str]) -> VersionPublica:
    """La versión sin lo de las secciones que esperan, que anota."""
    callados = {c.clave for s in cuestionario.secciones if s.clave in callan for c in s.campos}
    return replace(
        version,
        contenido={k: v for k, v in version.contenido.items() if k not in callados},
        pendientes=frozenset(callan),
        fotografia="" if "fotografia" in callan else version.fotografia,
    )
