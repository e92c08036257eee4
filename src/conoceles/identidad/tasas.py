"""Cuántas personas decidieron cada cosa en su consentimiento: totales y nada más."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from conoceles.identidad import documentos

PREGUNTAS = ("publicacion", "estadistica")


def tasas(claves: Collection[UUID], hasta: datetime) -> dict[str, Counter[str]]:
    """`{"publicacion": {"si": n, "no": m}, …}` de lo vigente en `hasta`; quien no ha decidido no cuenta."""
    vigentes = documentos.consentimientos(claves, hasta).values()
    return {p: Counter("si" if getattr(c, p) else "no" for c in vigentes) for p in PREGUNTAS}
