"""El reloj del dominio."""

from datetime import date, datetime, timedelta

import pytest

from conoceles.nucleo import reloj

INICIO = datetime.fromisoformat("2024-04-25T10:00:00-06:00")


def test_hoy_es_el_dia_local_de_la_eleccion() -> None:
    with reloj.congelado(datetime.fromisoformat("2024-06-03T05:59:59+00:00")):
        assert reloj.hoy("America/Monterrey") == date(2024, 6, 2)


def test_arrancar_en_sigue_corriendo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reloj, "_fijo", None)
    monkeypatch.setattr(reloj, "_desfase", timedelta())
    reloj.arrancar_en(INICIO)
    primera = reloj.ahora()
    assert timedelta() <= primera - INICIO < timedelta(seconds=5)
    assert reloj.ahora() >= primera
