"""Cuántas personas muestran cada cosa en su perfil, en un momento: totales de lo que ya es público."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.consultas import publicables
from conoceles.identidad.permisos import efecto
from conoceles.proceso.definicion import Cuestionario
from conoceles.proceso.preguntas.cuestionario import Respuestas


@sensitive_variables()
def afirmativas_visibles(
    claves: Collection[UUID],
    cuestionario: Cuestionario,
    hasta: datetime,
    sin_consentir: Mapping[UUID, Collection[str]],
) -> Counter[str]:
    """Por pregunta, quienes contestaron «sí» y se les ve. `claves`: las de perfiles publicados."""
    publicas = publicables(claves, cuestionario, sin_consentir=sin_consentir, hasta=hasta, leer=_afirmadas)
    return Counter(pregunta for respuestas in publicas.values() for pregunta in respuestas)


@sensitive_variables()
def _afirmadas(
    respuestas: Respuestas, grupo_de: Mapping[str, str], grupos: Collection[str] | None
) -> dict[str, str | list[str]]:
    vistas = efecto.visibles(respuestas, grupo_de, grupos)
    return {pregunta: valor for pregunta, valor in vistas.items() if valor == "si"}
