"""Cien personas capturan a la vez: cada pantalla pregunta a la base lo que alcanza quien entró una vez, y no una por sala."""

from __future__ import annotations

import traceback
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from captura.invitadas import RAIZ

if TYPE_CHECKING:
    from django.test import Client

VECES = 3  # lo que por fuerza se mira antes del acto, dentro de él y después
AL_DIA = "FROM bitacora_entrada WHERE id >="  # lo que consta de las cuentas, que se pone al día cada vez que se lee


def _repetidas(hechas: CaptureQueriesContext) -> dict[str, int]:
    leidas = (q["sql"] for q in hechas if q["sql"].startswith("SELECT"))
    veces = Counter(sql for sql in leidas if AL_DIA not in sql)
    return {sql: n for sql, n in veces.items() if n > VECES}


@pytest.fixture
def por_partes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lo que se lee por partes: en PostgreSQL es un cursor, y cuatro vueltas más."""
    veces: list[str] = []

    def pedido() -> object:
        veces.append("".join(traceback.format_stack(limit=12)))
        return connection.cursor()

    monkeypatch.setattr(connection, "chunked_cursor", pedido)
    return veces


@pytest.mark.parametrize("ruta", ["", "historia/", "trayectoria/", "verificar/"])
def test_abrir_una_pantalla_pregunta_una_vez_que_candidaturas_son_suyas(
    invitada: Client, ruta: str, por_partes: list[str]
) -> None:
    invitada.get(RAIZ)  # la primera visita de una sesión anota que está en uso
    with CaptureQueriesContext(connection) as hechas:
        assert invitada.get(RAIZ + ruta).status_code == 200
    suyas = [q for q in hechas if '"candidaturas_invitacion"."retirada_en" AS' in q["sql"]]
    assert len([q for q in suyas if "otra" in q["sql"]]) == 1
    assert _repetidas(hechas) == {}
    assert por_partes == []


def test_guardar_pregunta_una_vez_que_candidaturas_son_suyas(invitada: Client, por_partes: list[str]) -> None:
    version = invitada.get(RAIZ + "historia/").context["version"]
    with CaptureQueriesContext(connection) as hechas, CaptureQueriesContext(connections["llaves"]) as llaves:
        dicho = invitada.post(RAIZ + "historia/", {"historia": "Nací en Canatlán. " * 20, "version": version})
    assert dicho.status_code == 302
    assert [
        q for q in llaves if "identidad_llave" in q["sql"]
    ] == []  # a dónde seguir no pide abrir su identidad
    assert _repetidas(hechas) == {}
    assert por_partes == []
