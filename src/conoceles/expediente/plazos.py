"""El plazo propio del instituto para revisar."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from conoceles.nucleo import dias
from conoceles.proceso.definicion import Definicion


def vence_revision(definicion: Definicion, enviada: datetime) -> date:
    """Último día local para decidir sobre lo enviado en ese momento."""
    calendario, revision = definicion.calendario, definicion.revision
    return dias.sumar(
        enviada.astimezone(ZoneInfo(calendario.zona)).date(),
        revision.dias,
        habiles=revision.habiles and not calendario.todos_los_dias_habiles,
        inhabiles=calendario.inhabiles,
    )
