"""Vivo no es listo: una base que no contesta, un obrero parado o un disco lleno se dicen, sin dato alguno."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.test import Client

from cargada import cargada
from conoceles.correo.operaciones import encolar
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.pulso.models import Freno
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


@pytest.mark.usefixtures("en_marcha")
def test_un_disco_en_que_no_se_puede_escribir_se_dice(
    client: Client, datos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (datos / "archivos").mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(os, "access", lambda ruta, modo: ruta != datos / "archivos")
    assert _dice(client) == (503, ["DISCO"])


@pytest.mark.usefixtures("en_marcha")
def test_una_publicacion_o_un_correo_que_no_salen_se_dicen(client: Client, ahora: datetime) -> None:
    cargada("durango-2023-2024", ahora=ahora)
    encolar(para="una@prueba.mx", asunto="Aviso", cuerpo="", clase="prueba", por=SISTEMA, ahora=ahora)
    assert _dice(client) == (200, ["listo"])
    with reloj.congelado(ahora + timedelta(minutes=3)):
        assert _dice(client) == (503, ["PUBLICACION"])
    with reloj.congelado(ahora + timedelta(minutes=31)):
        assert _dice(client) == (503, ["PUBLICACION", "CORREO"])


@pytest.mark.usefixtures("en_marcha")
@pytest.mark.postgres
def test_un_reloj_en_que_no_se_confia_se_dice(
    client: Client, ahora: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    Freno.objects.create(causa=Freno.SALTO, equipo="uno", antes=ahora, despues=ahora, en=ahora)
    assert _dice(client) == (503, ["RELOJ"])


@pytest.mark.usefixtures("en_marcha")
def test_un_almacen_que_no_contesta_se_dice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONOCELES_ARCHIVOS", "s3+http://una:clave@127.0.0.1:9/cubeta")
    assert _dice(client) == (503, ["ALMACEN"])


def test_por_el_lazo_contesta_aunque_la_captura_atienda_a_un_solo_nombre() -> None:
    """Así preguntan quien opera y el contenedor; con el nombre público solo entra nginx, que no las publica."""
    guion = "from conoceles.arranque.settings import ALLOWED_HOSTS; print(*ALLOWED_HOSTS)"
    fuente = str(RAIZ_PROYECTO / "src")
    entorno = os.environ | {"CONOCELES_ANFITRIONES": "captura.example.mx", "PYTHONPATH": fuente}
    hecho = subprocess.run(
        [sys.executable, "-c", guion], env=entorno, capture_output=True, text=True, check=True
    )
    assert {"127.0.0.1", "captura.example.mx"} <= set(hecho.stdout.split())
