"""De lo tecleado a lo que piden las operaciones. Aquí no hay reglas: solo lectura."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict

from conoceles.candidaturas.designaciones import Oficio


def oficio(datos: QueryDict) -> Oficio:
    """Número y fecha del oficio; una fecha que no se entiende queda vacía y la operación la señala."""
    return Oficio(datos.get("oficio", ""), _fecha(datos.get("fecha_oficio", "")))


def _fecha(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return None
