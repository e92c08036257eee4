"""Leer lo curricular."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular.models import Borrador, Fotografia, VersionCurricular


def borrador(candidatura: Candidatura) -> dict[str, tuple[dict[str, Any], int]]:
    """Secciones guardadas: clave → (contenido, versión)."""
    filas = Borrador.objects.filter(candidatura=candidatura)
    return {fila.seccion: (fila.contenido, fila.version) for fila in filas}


def contenido(candidatura: Candidatura) -> dict[str, Any]:
    """Todas las respuestas del borrador, en un solo diccionario."""
    return {campo: valor for datos, _ in borrador(candidatura).values() for campo, valor in datos.items()}


def fotografia(candidatura: Candidatura) -> Fotografia | None:
    """La última fotografía aceptada al capturar; la que pide un ajuste la nombra ese ajuste."""
    return Fotografia.objects.filter(candidatura=candidatura, motivo="captura").first()


def vigente(candidatura: Candidatura) -> VersionCurricular | None:
    """Última versión enviada, ajustada o importada."""
    return VersionCurricular.objects.filter(candidatura=candidatura).order_by("-numero").first()


def vigentes(candidaturas: Iterable[UUID]) -> dict[UUID, VersionCurricular]:
    """Última versión de cada candidatura, en una consulta."""
    filas = VersionCurricular.objects.filter(candidatura__in=list(candidaturas)).select_related("fotografia")
    return {fila.candidatura_id: fila for fila in filas.order_by("numero")}
