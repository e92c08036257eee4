"""Vivo no es listo: una base que no contesta, un obrero parado o un disco lleno se dicen, sin dato alguno."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import datetime

import pytest
from django.db import OperationalError, connections
from django.test import Client

from conoceles.pulso.operaciones import latir
from personas import SISTEMA

pytestmark = pytest.mark.usefixtures("base")
Uso = namedtuple("Uso", "total used free")


def _dice(client: Client) -> tuple[int, list[str]]:
    respuesta = client.get("/salud/listo")
    assert "no-store" in respuesta["Cache-Control"]
    return respuesta.status_code, respuesta.content.decode().split()


@pytest.fixture
def en_marcha(ahora: datetime) -> None:
    latir(por=SISTEMA, ahora=ahora)


@pytest.mark.usefixtures("en_marcha")
def test_con_todo_en_marcha_esta_listo(client: Client) -> None:
    assert _dice(client) == (200, ["listo"])


def test_sin_obrero_no_esta_listo_pero_si_vivo(client: Client) -> None:
    assert _dice(client) == (503, ["OBRERO"])
    assert client.get("/salud/vivo").content == b"vivo\n"


@pytest.mark.usefixtures("en_marcha")
@pytest.mark.parametrize(
    ("alias", "codigo"),
    [("default", "BASE_CURRICULAR"), ("identidad", "BASE_IDENTIDAD"), ("llaves", "BASE_LLAVES")],
)
def test_una_base_que_no_contesta_se_nombra(
    client: Client, monkeypatch: pytest.MonkeyPatch, alias: str, codigo: str
) -> None:
    def cae() -> None:
        raise OperationalError("no contesta en 10.0.0.1, usuario conoceles")

    monkeypatch.setattr(connections[alias], "cursor", cae)
    assert _dice(client) == (503, [codigo])


@pytest.mark.usefixtures("en_marcha")
def test_el_disco_casi_lleno_se_dice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Uso(10, 9, 1))
    assert _dice(client) == (503, ["DISCO"])
