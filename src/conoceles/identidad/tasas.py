"""Cuántas personas decidieron cada cosa en su consentimiento: totales y nada más."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from conoceles.identidad import documentos, efecto

PREGUNTAS = ("publicacion", "estadistica")


def tasas(claves: Collection[UUID], hasta: datetime) -> dict[str, Counter[str]]:
    """`{"publicacion": {"si": n, "no": m}, …}` de lo vigente en `hasta`; quien no ha decidido no cuenta.

    Un sí que espera el formato firmado todavía no es decisión de la persona. Autorizar un grupo es autorizar.
    """
    vigentes = documentos.consentimientos(claves, hasta).values()
    publican = (
        "no" if not c.publicacion else "si"
        for c in vigentes
        if efecto.publica(c) != [] or not efecto.por_firmar(c)
    )
    return {
        "publicacion": Counter(publican),
        "estadistica": Counter("si" if c.estadistica else "no" for c in vigentes),
    }
