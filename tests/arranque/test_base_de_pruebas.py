"""El suelo de las pruebas: red cerrada, reloj detenido, bases aparte y disparadores puestos."""

from __future__ import annotations

import socket
from datetime import datetime

import pytest
from pytest_socket import SocketConnectBlockedError

from conoceles.arranque.apps import disparadores
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO, carpetas


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_red_cerrada_hacia_fuera() -> None:
    with socket.socket() as enchufe, pytest.raises(SocketConnectBlockedError):
        enchufe.connect(("192.0.2.1", 80))


def test_reloj_detenido(ahora: datetime) -> None:
    assert reloj.ahora() == ahora


def test_carpeta_de_datos_fuera_del_proyecto() -> None:
    assert not carpetas().datos.is_relative_to(RAIZ_PROYECTO)


def test_hay_disparadores_declarados() -> None:
    assert {d.base for d in disparadores()} >= {"default", "identidad"}
