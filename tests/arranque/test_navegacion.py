"""El menú del instituto: cada quien ve lo que puede abrir, y nada más."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from conoceles.arranque.navegacion import SECCIONES

MENU = re.compile(r'<nav class="menu".*?</nav>', re.DOTALL)
ENLACE = re.compile(r'href="([^"]+)"( aria-current="true")?>([^<]+)')


def _menu(cliente: Client, direccion: str) -> list[tuple[str, str, str]]:
    hallado = MENU.search(cliente.get(direccion).content.decode())
    return ENLACE.findall(hallado.group()) if hallado else []


@pytest.mark.parametrize("quien", ["cora", "dina", "comision"])
def test_menu_ofrece_solo_lo_que_se_puede_abrir(
    quien: str, base: None, request: pytest.FixtureRequest
) -> None:
    cliente = request.getfixturevalue(quien)
    enlaces = _menu(cliente, "/revision/")
    assert enlaces
    assert [cliente.get(direccion).status_code for direccion, _, _ in enlaces] == [200] * len(enlaces)


def test_menu_de_administracion_trae_todas_las_secciones(dina: Client) -> None:
    assert [rotulo for _, _, rotulo in _menu(dina, "/revision/")] == [rotulo for _, rotulo in SECCIONES]


def test_menu_senala_una_sola_seccion_la_mas_cercana(dina: Client) -> None:
    assert [rotulo for _, aqui, rotulo in _menu(dina, "/revision/hoy/") if aqui] == ["Hoy"]
    assert [rotulo for _, aqui, rotulo in _menu(dina, "/revision/") if aqui] == ["Revisión"]


def test_menu_no_aparece_a_quien_captura(ana: Client) -> None:
    assert _menu(ana, "/") == []
