"""Eva ya publicada, con una respuesta de identidad que nadie más tiene."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from conoceles.nucleo.alcance import Alcance

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

LENGUA = "LENGUA CANARIA"


@pytest.fixture
def publicada(candidatura: Candidatura, ahora: datetime) -> Candidatura:
    """La de Eva: contestó, consintió publicar y está publicada."""
    from conoceles.expediente.actos import decisiones, operaciones
    from personas import CORA, SISTEMA, capturar, enviar, firmar

    capturar(candidatura, ahora, publicacion=True, p1="si", p3="otro", p3_otro=LENGUA)
    enviar(candidatura, ahora)
    firmar(candidatura, ahora)
    decisiones.validar(candidatura=candidatura, por=CORA, ahora=ahora)
    operaciones.marcar_publicadas([candidatura.folio], por=SISTEMA, ahora=ahora)
    candidatura.refresh_from_db()
    return candidatura


@pytest.fixture
def ella(candidatura: Candidatura) -> Alcance:
    """El alcance de Eva desde su propia cuenta."""
    return Alcance("cuenta:eva", "candidatura", candidaturas=frozenset({candidatura.pk}), nombre="Eva")
