"""El reloj del dominio."""

from datetime import datetime, timedelta

import pytest

from conoceles.nucleo import reloj

INICIO = datetime.fromisoformat("2024-04-25T10:00:00-06:00")


def test_arrancar_en_sigue_corriendo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reloj, "_fijo", None)
    monkeypatch.setattr(reloj, "_desfase", timedelta())
    reloj.arrancar_en(INICIO)
    primera = reloj.ahora()
    assert timedelta() <= primera - INICIO < timedelta(days=1)
    assert reloj.ahora() >= primera
