"""Varios obreros, uno actúa: si muere de golpe, otro sigue en segundos. También si quien lo echa es la base."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from conoceles.arranque.servicios.turno import DePostgres
from conoceles.nucleo import secretos
from taller.postgres_de_pruebas import servidor

SEGUNDOS = 10.0
Proceso = subprocess.Popen[str]


@pytest.fixture(scope="module")
def bases() -> Iterator[dict[str, str]]:
    """Las direcciones de un PostgreSQL propio: aquí solo importa él, sea cual sea el motor de la corrida."""
    with servidor() as direcciones:
        yield direcciones


@pytest.fixture(params=["sqlite", "postgresql"])
def echar(request: pytest.FixtureRequest, datos: Path) -> Iterator[Callable[[], Proceso]]:
    """Echa a andar un proceso que pide el turno; al final no queda ninguno."""
    secretos.crear_faltantes()
    vivos: list[Proceso] = []
    entorno = {k: v for k, v in os.environ.items() if not k.startswith("CONOCELES_BD_")}
    entorno |= {"CONOCELES_DATOS": str(datos), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    if request.param == "postgresql":
        entorno |= request.getfixturevalue("bases")

    def uno() -> Proceso:
        guion = [sys.executable, str(Path(__file__).with_name("obrero_en_turno.py"))]
        vivos.append(
            subprocess.Popen(guion, env=entorno, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        )
        return vivos[-1]

    yield uno
    for proceso in vivos:
        proceso.kill()
        proceso.communicate()


def _dice(proceso: Proceso) -> str:
    assert proceso.stdout is not None
    return proceso.stdout.readline().strip()


def test_con_kill_9_otro_toma_su_lugar(echar: Callable[[], Proceso]) -> None:
    primero = echar()
    assert _dice(primero) == "mío"
    segundo, tercero = echar(), echar()
    assert [_dice(segundo), _dice(tercero)] == ["de otro", "de otro"]
    inicio = time.monotonic()
    primero.send_signal(signal.SIGKILL)
    assert primero.wait() == -signal.SIGKILL
    [listo], _, _ = select.select([segundo.stdout, tercero.stdout], [], [], SEGUNDOS)
    assert listo.readline() == "mío\n"
    assert time.monotonic() - inicio < SEGUNDOS


def test_si_la_base_lo_echa_ya_no_le_toca(bases: dict[str, str]) -> None:
    donde = bases["CONOCELES_BD_CURRICULAR"]
    suyo, otro = (DePostgres({"conninfo": donde}) for _ in range(2))
    _hasta(suyo.mio)  # el servidor suelta lo de quien murió un instante después
    assert (otro.mio(), suyo.mio()) == (False, True)
    with psycopg.connect(donde) as base:
        cual = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        base.execute(cual)
    with pytest.raises(psycopg.Error):
        suyo.mio()
    _hasta(otro.mio)
    assert not suyo.mio()
    assert otro.hay_otro()
    otro.soltar()
    _hasta(suyo.mio)
    _hasta(lambda: not suyo.hay_otro())
    suyo.soltar()


def _hasta(se_cumple: Callable[[], bool]) -> None:
    limite = time.monotonic() + SEGUNDOS
    while not se_cumple():
        assert time.monotonic() < limite
