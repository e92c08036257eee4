"""Un acto por asentar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from conoceles.bitacora.actos import Acto


class Anotacion(NamedTuple):
    """Un acto por asentar. `datos` nunca lleva respuestas ni nada sensible."""

    acto: Acto
    folio: str = ""
    datos: Mapping[str, object] = {}
