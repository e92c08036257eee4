"""Lo que varias pruebas de la revisión dan por hecho."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from personas import CORA, SISTEMA, capturar, enviar

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura


@pytest.fixture
def publicada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La de Eva, ya publicada."""
    from conoceles.expediente.actos import decisiones, operaciones

    capturar(candidatura, ahora)
    enviar(candidatura, ahora)
    decisiones.validar(candidatura=candidatura, por=CORA, ahora=ahora)
    operaciones.marcar_publicadas([candidatura.folio], por=SISTEMA, ahora=ahora)
    candidatura.refresh_from_db()
    return candidatura
