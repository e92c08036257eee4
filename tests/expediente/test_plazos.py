"""El plazo marca la omisión pero no cierra la captura."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from conoceles.expediente.calendario.diario import correr
from conoceles.expediente.calendario.plazos import vencer_capturas
from conoceles.nucleo import reloj
from personas import capturar, enviar
from vidas import CALENDARIO

if TYPE_CHECKING:
    from conoceles.candidaturas.models import Candidatura

VENCE = datetime.fromisoformat("2024-05-11T00:00:00-06:00")  # 15 días naturales tras el 25 de abril


@pytest.mark.parametrize("estado", ["habilitada", "en_captura"])
def test_vencido_el_plazo_queda_omisa(en_estado: Callable[..., Candidatura], estado: str) -> None:
    """Antes se atiende todo lo que pudo llegar en él y espera en la cola."""
    candidatura, tarde = en_estado(estado), VENCE + reloj.TOPE
    assert vencer_capturas(por=CALENDARIO, ahora=tarde - timedelta(seconds=1)) == 0
    assert vencer_capturas(por=CALENDARIO, ahora=tarde) == 1
    assert vencer_capturas(por=CALENDARIO, ahora=tarde) == 0
    candidatura.refresh_from_db()
    assert candidatura.estado == "omisa"


def test_una_omisa_todavia_captura_y_envia_una_vez(en_estado: Callable[..., Candidatura]) -> None:
    candidatura = en_estado("omisa")
    capturar(candidatura, VENCE)
    assert candidatura.estado == "omisa"
    enviar(candidatura, VENCE)
    assert candidatura.estado == "enviada"


@pytest.mark.parametrize("estado", ["enviada", "observada", "publicada", "cancelada"])
def test_quien_ya_envio_o_concluyo_no_queda_omisa(en_estado: Callable[..., Candidatura], estado: str) -> None:
    candidatura = en_estado(estado)
    assert correr(ahora=VENCE + timedelta(days=3))["omisas"] == 0
    candidatura.refresh_from_db()
    assert candidatura.estado == estado


def test_repetir_el_diario_no_cambia_nada(en_estado: Callable[..., Candidatura], ahora: datetime) -> None:
    en_estado("publicada")
    assert set(correr(ahora=ahora).values()) == {0}
