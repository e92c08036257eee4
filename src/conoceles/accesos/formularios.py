"""De lo tecleado a lo que piden las operaciones. Aquí no hay reglas: solo lectura."""

from __future__ import annotations

from django.http import QueryDict

from conoceles.candidaturas.designaciones import Oficio
from conoceles.nucleo.pantallas import fecha


def oficio(datos: QueryDict) -> Oficio:
    """Número y fecha del oficio; una fecha que no se entiende queda vacía y la operación la señala."""
    return Oficio(datos.get("oficio", ""), fecha(datos.get("fecha_oficio", "")))
