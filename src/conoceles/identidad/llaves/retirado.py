"""Cómo viaja en una copia del llavero cada fila de la memoria de lo retirado."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Retirado(TypedDict):
    """Una fila de `Retiro`; fechas en ISO 8601. Las copias de versiones anteriores no llevan sección, grupos, estadística ni sello."""

    clave: str
    acto: str
    seccion: NotRequired[str]
    grupos: NotRequired[list[str] | None]
    surten: NotRequired[list[str] | None]
    estadistica: NotRequired[bool]
    acuerdo: str
    fecha_acuerdo: str | None
    por: str
    en: str
    sello: NotRequired[str]
