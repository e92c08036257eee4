"""Cómo viaja en una copia del llavero cada cierre recordado."""

from __future__ import annotations

from typing import TypedDict


class Cierre(TypedDict):
    """Una fila de `CierreRecordado`; la fecha, en ISO 8601."""

    cuenta: int
    parte: str
    en: str
    sello: str
