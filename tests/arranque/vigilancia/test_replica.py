"""Sin la réplica que las bases exigen no se recibe nada ni se enseña un acuse; lo que ya esperaba se suelta.

Con réplica de verdad y equipos que mueren, en `tests/equipos`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from conoceles.arranque.vigilancia import replica
from conoceles.arranque.vigilancia.replica import Replica
from conoceles.marco.errores import falla
from taller.postgres_de_pruebas import servidor


@pytest.fixture
def varias(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Como si cada base se hubiera declarado con dos servidores; la lista dice a cuáles les falta su réplica."""
    faltan: list[str] = []
    monkeypatch.setattr(replica, "varias", lambda _: True)
    monkeypatch.setattr(replica, "faltan", lambda: faltan)
    monkeypatch.setattr(replica, "confirmar", lambda: faltan.append("confirmado"))
    return faltan


def _atiende(_: HttpRequest) -> HttpResponse:
    return HttpResponse("hecho")


def test_con_un_solo_servidor_no_se_pone() -> None:
    with pytest.raises(MiddlewareNotUsed):
        Replica(_atiende)


def test_sin_replica_se_lee_pero_no_se_recibe(varias: list[str]) -> None:
    varias.append("default")
    pide = RequestFactory()
    assert Replica(_atiende)(pide.get("/")).status_code == 200
    negada = Replica(_atiende)(pide.post("/candidaturas/x/enviar/"))
    assert (negada.status_code, negada["Retry-After"]) == (503, "30")
    assert "No recibimos lo que acaba de mandar" in negada.content.decode()  # type: ignore[attr-defined]


def test_con_replica_se_recibe(varias: list[str]) -> None:
    assert Replica(_atiende)(RequestFactory().post("/")).status_code == 200
    assert varias == []


@pytest.mark.parametrize("nombre", ["captura_acuse", "captura_acuse_pdf", "captura_acuse_prueba"])
def test_un_acuse_se_ensena_despues_de_confirmar_que_consta(varias: list[str], nombre: str) -> None:
    pide = RequestFactory().get("/")
    pide.resolver_match = SimpleNamespace(url_name=nombre)  # type: ignore[assignment]
    assert Replica(_atiende).process_view(pide) is None
    assert varias == ["confirmado"]
    sin_ella = Replica(_atiende).process_view(pide)  # ahora falta
    assert sin_ella is not None
    assert sin_ella.status_code == 503


def test_lo_demas_no_espera(varias: list[str]) -> None:
    pide = RequestFactory().get("/")
    pide.resolver_match = SimpleNamespace(url_name="inicio")  # type: ignore[assignment]
    assert Replica(_atiende).process_view(pide) is None
    assert varias == []


def test_una_base_que_deja_de_contestar_no_es_un_error_mudo() -> None:
    try:
        raise OperationalError("10.0.0.1, usuario conoceles")
    except OperationalError:
        dicho = falla(RequestFactory().get("/"))
    assert dicho.status_code == 503
    assert "10.0.0.1" not in dicho.content.decode()
    try:
        raise ValueError
    except ValueError:
        assert falla(RequestFactory().get("/")).status_code == 500


@pytest.fixture(scope="module")
def direccion() -> Iterator[str]:
    with servidor() as direcciones:
        yield direcciones["CONOCELES_BD_CURRICULAR"]


def test_lo_que_espera_sin_fin_se_suelta(direccion: str) -> None:
    """Como quien espera a la réplica: la conexión está ocupada y nadie va a contestar."""
    with psycopg.connect(direccion, autocommit=True) as espera, psycopg.connect(direccion) as quieta:
        ocupada: Any = SimpleNamespace(connection=espera)
        corte = threading.Timer(0.3, replica._cortar, [[ocupada, SimpleNamespace(connection=quieta)]])
        corte.start()
        with pytest.raises(psycopg.OperationalError):
            espera.execute("SELECT pg_sleep(60)")
        assert quieta.execute("SELECT 1").fetchone() == (1,)


def test_se_sabe_si_falta_y_se_confirma_sin_ser_quien_administra(
    direccion: str,
) -> None:
    """El papel de la aplicación no ve de quién es cada copia; le basta con cuántas hay."""
    with psycopg.connect(direccion) as suya:
        assert suya.execute(replica._HAY).fetchone() == (True,)
        assert suya.execute(replica._EXIGE).fetchone() == (False,)
        suya.execute("SELECT pg_logical_emit_message(true, 'conoceles', '')")


@pytest.mark.usefixtures("base")
def test_salud_dice_que_falta(client: Client, varias: list[str]) -> None:
    varias.append("default")
    assert "REPLICA" in client.get("/salud/listo").content.decode().split()
