"""Todo funciona bajo un prefijo: la dirección real de la autoridad electoral lo tiene."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.urls import clear_script_prefix, set_script_prefix

from paginas import check

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

ENLACES = re.compile(r'(?:href|action|src)="([^"#?][^"]*)"')


@pytest.fixture(autouse=True)
def _con_prefijo(con_aviso: str, settings: SettingsWrapper) -> Iterator[None]:
    """Lo que hace el servidor WSGI antes de atender; el cliente de pruebas no lo hace."""
    settings.FORCE_SCRIPT_NAME = "/iepc"
    set_script_prefix("/iepc/")
    yield
    clear_script_prefix()


@pytest.mark.parametrize("ruta", ["", "aviso/", "historia/", "fotografia/", "identidad/", "verificar/"])
def test_pagina_con_prefijo_enlaza_dentro_de_el(ana: Client, con_aviso: str, ruta: str) -> None:
    html = ana.get(con_aviso + ruta).content.decode()
    check(html)
    fuera = [e for e in ENLACES.findall(html) if not e.startswith("/iepc/")]
    assert not fuera


def test_anonimo_con_prefijo_vuelve_a_donde_iba(client: Client, base: None) -> None:
    destino = client.get("/candidaturas/abc/")["Location"]
    assert destino == "/iepc/cuenta/entrar/?next=/iepc/candidaturas/abc/"


def test_revision_con_prefijo(cora: Client) -> None:
    assert cora.get("/")["Location"] == "/iepc/revision/"
