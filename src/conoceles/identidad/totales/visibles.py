"""Cuántas personas muestran cada cosa en su perfil, en un momento: totales de lo que ya es público."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.consultas import publicables
from conoceles.proceso.definicion import Cuestionario


@sensitive_variables()
def afirmativas_visibles(
    claves: Collection[UUID],
    cuestionario: Cuestionario,
    hasta: datetime,
    sin_consentir: Mapping[UUID, Collection[str]],
) -> Counter[str]:
    """Por pregunta, quienes contestaron «sí» y se les ve. `claves`: las de perfiles publicados."""
    publicas = publicables(claves, cuestionario, sin_consentir=sin_consentir, hasta=hasta)
    return Counter(p for respuestas in publicas.values() for p, valor in respuestas.items() if valor == "si")
