"""El reloj del dominio."""

import time
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


def test_con_el_reloj_en_otra_fecha_la_llegada_es_lo_mismo_antes_en_esa_fecha(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """El frente dice la hora real; en una demostración, la del dominio es otra."""
    monkeypatch.setattr(reloj, "_fijo", None)
    monkeypatch.setattr(reloj, "_desfase", timedelta())
    reloj.arrancar_en(INICIO)
    with reloj.atendiendo(time.time() - 13) as creida:
        registrado = reloj.ahora()
        espera = registrado - reloj.recibido(registrado)
        assert reloj.ahora() == registrado
    assert creida
    assert timedelta(seconds=13) <= espera < timedelta(seconds=14)
    assert abs(registrado - INICIO) < timedelta(minutes=1)


def test_lo_que_no_es_de_esta_peticion_no_tiene_su_llegada(ahora: datetime) -> None:
    with reloj.atendiendo(time.time() - 13):
        assert reloj.recibido(ahora) < ahora
        assert reloj.llegada(ahora - timedelta(days=1)) is None
    assert reloj.recibido(ahora) == ahora
