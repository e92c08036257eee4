"""Lo que la base deshace por cruzarse con otro se repite una vez, y nunca si algo de ello ya quedó."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, transaction

from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.bases.otra_vez import Rastro, una_vez_mas

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]
CRUCE, SERIE = psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure
Confirmar = Callable[..., AbstractContextManager[object]]


class Cruzado:
    """Asienta una entrada; las primeras `veces`, la base lo deshace."""

    def __init__(self, ahora: datetime, veces: int, causa: type[Exception] = CRUCE) -> None:
        self.ahora, self.veces, self.causa, self.van = ahora, veces, causa, 0

    def __call__(self) -> int:
        self.van += 1
        with transaction.atomic():
            self.asentar()
            if self.van <= self.veces:
                raise OperationalError("eva@prueba.mx") from self.causa("eva@prueba.mx")
        return self.van

    def asentar(self) -> None:
        registrar(using="default", por=Alcance.sistema("prueba"), acto="entrada", ahora=self.ahora)


@pytest.mark.parametrize("causa", [CRUCE, SERIE])
def test_repetir_lo_deshecho_da_lo_de_la_segunda_y_asienta_una_vez(
    ahora: datetime, causa: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    antes = Entrada.objects.count()
    assert una_vez_mas(Cruzado(ahora, 1, causa)) == 2
    assert Entrada.objects.count() == antes + 1
    assert causa.sqlstate in caplog.text
    assert "eva@prueba.mx" not in caplog.text


@pytest.mark.parametrize(
    ("veces", "causa", "van"),
    [(2, CRUCE, 2), (1, psycopg.errors.LockNotAvailable, 1), (1, psycopg.OperationalError, 1)],
)
def test_repetir_lo_que_falla_otra_vez_o_de_otra_manera_es_su_error(
    ahora: datetime, veces: int, causa: type[Exception], van: int
) -> None:
    cruzado = Cruzado(ahora, veces, causa)
    with pytest.raises(OperationalError):
        una_vez_mas(cruzado)
    assert cruzado.van == van


@pytest.mark.parametrize("confirma", [True, False])
def test_repetir_lo_que_ya_dejo_algo_no_se_hace(
    ahora: datetime, confirma: bool, django_capture_on_commit_callbacks: Confirmar
) -> None:
    """Lo confirmado antes de lo deshecho quedaría dos veces."""
    cruzado = Cruzado(ahora, 1)

    def hacer() -> int:
        with django_capture_on_commit_callbacks(execute=True) if confirma else nullcontext():
            cruzado.asentar()
        return cruzado()

    if confirma:
        with pytest.raises(OperationalError):
            una_vez_mas(hacer)
    else:
        assert una_vez_mas(hacer) == 2
    assert cruzado.van == (1 if confirma else 2)


@pytest.mark.parametrize(("orden", "queda"), [("UPDATE x SET y = 1", True), ("SELECT 1", False)])
def test_lo_escrito_sin_transaccion_queda(orden: str, queda: bool) -> None:
    rastro, suelta = Rastro(), SimpleNamespace(in_atomic_block=False)
    ejecutar: Any = lambda *_: "hecho"  # noqa: E731
    assert rastro.mirar(ejecutar, orden, None, False, {"connection": suelta}) == "hecho"
    assert rastro.queda == queda
