"""La misma elección que publica `tests/publicacion`, ya publicada."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from espejos.elecciones import publicar_todo
from publicacion.conftest import carpeta_de_datos, eleccion

__all__ = ["carpeta_de_datos", "eleccion"]


@pytest.fixture
def publicada(eleccion: dict[str, Any], ahora: datetime) -> dict[str, Any]:
    """Folio → candidatura."""
    publicar_todo(ahora)
    return eleccion
