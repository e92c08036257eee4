"""El obrero de verdad, con la hora movida: nadie queda omisa, nada se cierra, y al confirmar la hora sigue."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from migradas import ordenar
from recorridos.aparte import BASES, entorno_propio

ENTERO = ("conoceles.arranque.servicios.obrero",)
SIN_PUBLICAR = ("recorridos.sin_tareas", "publicación,materiales", "obrero")
ESPERA, PREGUNTA = 120.0, 0.1  # segundos: cuánto se espera al obrero, y cada cuánto se le pregunta


def movido(entorno: dict[str, str], cuanto: str) -> dict[str, str]:
    """El mismo entorno, con la hora corrida y el reloj monótono intacto."""
    libreria = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    return entorno | {
        "LD_PRELOAD": str(libreria),
        "FAKETIME": cuanto,
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def aparte(que: str, entorno: dict[str, str]) -> str:
    orden = [sys.executable, "-m", "recorridos.reloj_aparte", que]
    return subprocess.run(orden, env=entorno, check=True, capture_output=True, text=True).stdout


def mirar(entorno: dict[str, str]) -> dict[str, Any]:
    return {
        "estados": [
            e for (e,) in filas(entorno, "SELECT estado FROM candidaturas_candidatura ORDER BY estado")
        ],
        "cierres": len(filas(entorno, "SELECT * FROM expediente_cierre")),
        "frenos": [c for (c,) in filas(entorno, "SELECT causa FROM pulso_freno ORDER BY id")],
    }


def latidos(entorno: dict[str, str]) -> list[tuple[Any, ...]]:
    return filas(entorno, "SELECT arranque, pared FROM pulso_latido ORDER BY arranque")


def filas(entorno: dict[str, str], sentencia: str) -> list[tuple[Any, ...]]:
    """Leídas de la base como la lee cualquiera: preguntar así no cuesta otro proceso."""
    if url := entorno.get(BASES[0]):
        return ordenar(url, sentencia)
    with closing(sqlite3.connect(Path(entorno["CONOCELES_DATOS"], "curricular.sqlite3"))) as base:
        return base.execute(sentencia).fetchall()


def una_vuelta(
    entorno: dict[str, str], real: dict[str, str], programa: tuple[str, ...] = SIN_PUBLICAR
) -> dict[str, Any]:
    """Arranca el obrero, espera a que lata y le pide terminar: acaba la vuelta, con su calendario, y sale."""
    antes, pausa = latidos(real), threading.Event()
    with subprocess.Popen([sys.executable, "-m", *programa], env=entorno) as obrero:
        limite = time.monotonic() + ESPERA
        while latidos(real) == antes:
            assert obrero.poll() is None, "el obrero terminó antes de latir"
            assert time.monotonic() < limite, "el obrero no latió"
            pausa.wait(PREGUNTA)
        obrero.send_signal(signal.SIGTERM)
        assert obrero.wait(ESPERA) == 0
    return mirar(real)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Una instalación con la hora real, donde el obrero ya latió."""
    with entorno_propio(tmp_path_factory.mktemp("reloj") / "datos") as entorno:
        del entorno["CONOCELES_AHORA"]
        aparte("sembrar", entorno)
        visto = una_vuelta(entorno, entorno, ENTERO)
        assert (visto["estados"], visto["frenos"]) == (["habilitada"] * 2, [])
        yield entorno


@pytest.fixture
def instalacion(original: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Su copia; en PostgreSQL corre una sola prueba, y se queda con la original."""
    if BASES[0] in original:
        return original
    shutil.copytree(original["CONOCELES_DATOS"], tmp_path / "datos", symlinks=True)
    return original | {"CONOCELES_DATOS": str(tmp_path / "datos")}


@pytest.mark.parametrize(
    "cuanto", ["+400d", *(pytest.param(c, marks=pytest.mark.simulacro) for c in ("-400d", "+3h"))]
)
def test_con_la_hora_movida_nadie_queda_omisa_y_nada_se_cierra(
    instalacion: dict[str, str], cuanto: str
) -> None:
    visto = una_vuelta(movido(instalacion, cuanto), instalacion)
    assert visto["frenos"] == ["salto"]
    assert visto["estados"] == ["habilitada"] * 2
    assert visto["cierres"] == 0
    de_vuelta = una_vuelta(instalacion, instalacion)
    assert de_vuelta["frenos"] == ["salto", "salto"]
    assert (de_vuelta["estados"], de_vuelta["cierres"]) == (["habilitada"] * 2, 0)


@pytest.mark.postgres
def test_si_una_persona_da_la_hora_por_buena_el_calendario_sigue_y_aun_asi_no_cierra(
    instalacion: dict[str, str],
) -> None:
    adelantado = movido(instalacion, "+400d")
    una_vuelta(adelantado, instalacion)
    aparte("reanudar", adelantado)
    visto = una_vuelta(adelantado, instalacion)
    assert visto["estados"] == ["omisa"] * 2
    assert visto["cierres"] == 0


@pytest.mark.simulacro
def test_sin_latido_previo_tambien_se_nota(tmp_path: Path) -> None:
    with entorno_propio(tmp_path / "datos") as entorno:
        del entorno["CONOCELES_AHORA"]
        aparte("sembrar", entorno)
        visto = una_vuelta(movido(entorno, "+400d"), entorno)
        assert (visto["frenos"], visto["estados"]) == (["ausencia"], ["habilitada"] * 2)
