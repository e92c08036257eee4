"""Cuántas personas muestran cada cosa en su perfil, en un momento: totales de lo que ya es público."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.consultas import publicables
from conoceles.identidad.permisos import efecto
from conoceles.identidad.totales.conteos import Conteos, cuentan
from conoceles.proceso.consentimiento import EfectosDelNo
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


@sensitive_variables()
def conteos_visibles(
    claves: Collection[UUID],
    cuestionario: Cuestionario,
    hasta: datetime,
    sin_consentir: Mapping[UUID, Collection[str]],
    efectos: EfectosDelNo,
) -> Conteos:
    """Por pregunta, qué contestó quien lo muestra en su perfil y además se cuenta: lo que cualquiera puede restar.

    También lo que calló junto a otra respuesta de su grupo que sí se ve.
    """
    publicas = publicables(
        cuentan(claves, hasta, efectos), cuestionario,
        sin_consentir=sin_consentir, hasta=hasta, leer=efecto.sabidas,
    )  # fmt: skip
    resultado: Conteos = {}
    for respuestas in publicas.values():
        for pregunta, valor in respuestas.items():
            resultado.setdefault(pregunta, Counter()).update(valor if isinstance(valor, list) else [valor])
    return resultado
