"""Una candidatura en cualquier estado de la tabla, por los actos que de verdad llevan a él."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from personas import registrada
from vidas import llevar

if TYPE_CHECKING:
    from pathlib import Path

    from conoceles.candidaturas.models import Candidatura
    from conoceles.proceso.models import Proceso


@pytest.fixture
def en_estado(proceso: Proceso, ahora: datetime) -> Callable[..., Candidatura]:
    """Una candidatura nueva llevada al estado que se pide."""

    def _en_estado(estado: str, folio: str = "cccc1111") -> Candidatura:
        candidatura = registrada(proceso, folio, ahora)
        llevar(candidatura, estado, ahora)
        candidatura.refresh_from_db()
        assert candidatura.estado == estado
        return candidatura

    return _en_estado


@pytest.fixture
def publicada(en_estado: Callable[..., Candidatura]) -> Candidatura:
    return en_estado("publicada")


@pytest.fixture
def nueva(proceso: Proceso, datos: Path, ahora: datetime) -> Candidatura:
    """Registrada por su acto, como en una instalación: lo que después se diga de ella sale de otro."""
    from conoceles.expediente.constancias.de_la_base_a import sin_constancia

    fila = registrada(proceso, "aaaa1111", ahora)
    assert sin_constancia() == []
    return fila
