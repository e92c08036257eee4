"""Un hilo atiende las páginas que se repiten y los demás descansan, hasta que hacen falta."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from conoceles.lector.hilos import turno
from conoceles.lector.wsgi import Aplicacion, crear

ANA = "/durango/candidaturas/F1/"
TOPE = 30.0  # segundos: lo que nunca debería tardar


@pytest.fixture(autouse=True)
def sin_prisa(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nada se acaba solo por tardar una prueba."""
    monkeypatch.setattr(turno, "RECIENTE", TOPE)
    monkeypatch.setattr(turno, "DESCANSO", TOPE)


@pytest.fixture
def app(sitio: Path) -> Aplicacion:
    """Con la página ya dicha una vez: lo que sigue se repite."""
    lector = crear(sitio)
    _pedir(lector)
    return lector


def _pedir(lector: Aplicacion, ruta: str = ANA, consulta: str = "") -> Any:
    """El cuerpo, sin cerrar."""
    entorno = {"REQUEST_METHOD": "GET", "PATH_INFO": ruta, "QUERY_STRING": consulta}
    return lector(entorno, lambda estado, cabeza: None)


def _en_otro_hilo(hacer: Callable[[], Any]) -> Any:
    with ThreadPoolExecutor(1) as hilos:
        return hilos.submit(hacer).result(TOPE)


def test_otro_hilo_entrega_lo_mismo_y_descansa_hasta_que_quien_atiende_va_a_tardar(app: Aplicacion) -> None:
    propio = _pedir(app)
    ajeno = _en_otro_hilo(lambda: _pedir(app))
    assert not hasattr(propio, "close")  # sigue atendiendo
    assert list(ajeno) == propio == ["María".encode()]
    descansa = threading.Thread(target=ajeno.close)
    descansa.start()
    _pedir(app)
    assert descansa.is_alive()
    _pedir(app, "/durango/buscar/", "q=ana")
    descansa.join(TOPE / 2)
    assert not descansa.is_alive()


def test_cuando_quien_atiende_va_a_tardar_el_turno_es_de_otro(app: Aplicacion) -> None:
    _pedir(app)
    _pedir(app, "/durango/buscar/", "q=ana")
    assert isinstance(_en_otro_hilo(lambda: _pedir(app)), list)
    assert isinstance(_pedir(app), turno.Ultima)


def test_quien_va_a_tardar_sin_tener_el_turno_no_lo_quita(app: Aplicacion) -> None:
    _pedir(app)
    _en_otro_hilo(lambda: _pedir(app, "/durango/buscar/", "q=ana"))
    assert isinstance(_en_otro_hilo(lambda: _pedir(app)), turno.Ultima)


def test_el_turno_de_quien_hace_rato_no_atiende_es_de_quien_llegue(
    app: Aplicacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    marca = [100.0]
    monkeypatch.setattr(turno, "monotonic", lambda: marca[0])
    _pedir(app)
    marca[0] += TOPE - 1
    assert isinstance(_en_otro_hilo(lambda: _pedir(app)), turno.Ultima)
    marca[0] += 2
    assert isinstance(_en_otro_hilo(lambda: _pedir(app)), list)
