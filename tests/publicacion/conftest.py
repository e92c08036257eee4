"""Una elección de verdad con cinco candidaturas: Ana, Beto, Cora, Dina y Eva."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cargada import cargada
from publicacion.eleccion import PERSONAS, PROCESO, SISTEMA, candidatura


@pytest.fixture
def carpeta_de_datos(datos: Path) -> Path:
    """La carpeta de datos con sus llaves."""
    from conoceles.nucleo import secretos

    secretos.crear_faltantes()
    return datos


@pytest.fixture
def eleccion(base: None, carpeta_de_datos: Path, ahora: datetime) -> dict[str, Any]:
    """Folio → candidatura."""
    cargada(PROCESO, ahora=ahora, por=SISTEMA)
    return {folio: candidatura(folio, ahora) for folio in PERSONAS}
