"""Un acto por asentar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from conoceles.bitacora.actos import Acto


class Anotacion(NamedTuple):
    """Un acto por asentar. `datos` nunca lleva respuestas ni nada sensible.

    `persona`: la clave de identidad de quien es; no se asienta, sirve para saber qué filas de la base B son suyas. `sellos`: los que
    se calculan al asentar, y no al escribir cada fila.
    """

    acto: Acto
    folio: str = ""
    datos: Mapping[str, object] = {}
    persona: UUID | None = None
    sellos: Mapping[str, str] = {}
