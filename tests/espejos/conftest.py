"""La misma elección que publica `tests/publicacion`, ya publicada: una vez por archivo, y cada prueba estrena su copia."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from espejos.elecciones import publicar_todo
from moldes import Molde
from publicacion.conftest import Sembrar, del_archivo
from publicacion.eleccion import AHORA

__all__ = ["del_archivo"]


@pytest.fixture(scope="module")
def molde(del_archivo: Sembrar) -> Molde:
    with del_archivo() as (datos, candidaturas):
        publicar_todo(AHORA)
    return Molde(datos, candidaturas)


@pytest.fixture
def publicada(molde: Molde, base: None, datos: Path) -> dict[str, Any]:
    """Folio → candidatura."""
    return molde.estrenar(datos)


@pytest.fixture
def carpeta(publicada: dict[str, Any], tmp_path: Path, ahora: datetime) -> Path:
    """Un espejo ya al día."""
    from conoceles.espejos.destinos import Destino
    from conoceles.espejos.operaciones import poner_al_dia

    espejo = tmp_path / "espejo"
    assert poner_al_dia(Destino("norte", str(espejo)), ahora=ahora).falla == ""
    return espejo
