"""Cómo viaja en una copia del llavero cada fila de la memoria de lo retirado."""

from __future__ import annotations

from typing import TypedDict


class Retirado(TypedDict):
    """Una fila de `Retiro`; fechas en ISO 8601."""

    clave: str
    acto: str
    seccion: str
    grupos: list[str] | None
    surten: list[str] | None
    estadistica: bool
    acuerdo: str
    fecha_acuerdo: str | None
    por: str
    en: str
    sello: str
