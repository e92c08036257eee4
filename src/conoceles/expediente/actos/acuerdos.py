"""El acto que funda una decisión: sin número y fecha no se registra."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from conoceles.candidaturas.models import Candidatura
from conoceles.nucleo.errores import ErroresDeCampos


def exigir_acuerdo(
    numero: str,
    fecha: date | None,
    candidatura: Candidatura,
    ahora: datetime,
    *,
    otros: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, date]:
    """Número y fecha limpios. `ErroresDeCampos` si falta alguno o la fecha es posterior a hoy, en la elección.

    `otros`: lo que además falta en el mismo formulario; se dice todo de una vez.
    """
    errores: dict[str, str] = {}
    if not numero.strip():
        errores["acuerdo"] = "Escriba el número del acuerdo o del expediente."
    elif len(numero.strip()) > 120:
        errores["acuerdo"] = "El número es demasiado largo: hasta 120 caracteres."
    if fecha is None:
        errores["fecha_acuerdo"] = "Escriba la fecha del acuerdo o de la orden."
    elif fecha > candidatura.definicion.calendario.dia_local(ahora):
        errores["fecha_acuerdo"] = "La fecha no puede ser posterior a hoy."
    if errores or otros or fecha is None:
        raise ErroresDeCampos("Faltan datos para registrar este acto.", {**errores, **otros})
    return numero.strip(), fecha
