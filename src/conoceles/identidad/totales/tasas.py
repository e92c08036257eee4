"""Cuántas personas decidieron cada cosa en su consentimiento: totales y nada más."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from conoceles.identidad import documentos
from conoceles.identidad.constancias.halladas import alteradas
from conoceles.identidad.models import Consentimiento
from conoceles.identidad.permisos import efecto

PREGUNTAS = ("publicacion", "estadistica")
DE_GRUPO = "pub:"  # «pub:joven»: si se consiente publicar lo de ese grupo


def es_decision(pregunta: str) -> bool:
    """Si lo que se cuenta es una decisión de consentimiento y no una respuesta."""
    return pregunta in PREGUNTAS or pregunta.startswith(DE_GRUPO)


def tasas(claves: Collection[UUID], hasta: datetime, grupos: Collection[str] = ()) -> dict[str, Counter[str]]:
    """`{"publicacion": {"si": n, "no": m}, …}` de lo vigente en `hasta`; quien no ha decidido no cuenta.

    Un sí que espera el formato firmado todavía no es decisión de la persona. Autorizar un grupo es autorizar.
    De cada uno de los `grupos`, además, quiénes consienten publicar lo suyo.
    """
    vigentes = list(documentos.consentimientos(set(claves) - alteradas(claves).keys(), hasta).values())
    publican = (
        "no" if not c.publicacion else "si"
        for c in vigentes
        if efecto.publica(c) != [] or not efecto.por_firmar(c)
    )
    return {
        "publicacion": Counter(publican),
        "estadistica": Counter("si" if c.estadistica else "no" for c in vigentes),
        **{f"{DE_GRUPO}{g}": Counter(filter(None, (_de_grupo(c, g) for c in vigentes))) for g in grupos},
    }


def _de_grupo(c: Consentimiento, grupo: str) -> str:
    """«si», «no», o vacío mientras el sí espera el formato firmado."""
    if efecto.abarca(efecto.publica(c), [grupo]):
        return "si"
    return "" if c.publicacion and efecto.abarca(c.grupos, [grupo]) else "no"


def cuantas_decidieron(claves: Collection[UUID], hasta: datetime) -> int:
    """Cuántas ya habían enviado su consentimiento, dijeran lo que dijeran."""
    return len(documentos.consentimientos(claves, hasta))
