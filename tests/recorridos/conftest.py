"""Un sistema completo y un navegador por módulo de recorridos."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from recorridos.navegador import ARGUMENTOS, Casa, casa


@pytest.fixture(scope="module")
def sistema(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casa]:
    siembra = getattr(request.module, "SIEMBRA", "recorridos.sembrar_jornada")
    ahora, sin = getattr(request.module, "AHORA", ""), getattr(request.module, "SIN_TAREAS", "materiales")
    with casa(tmp_path_factory.mktemp("jornada") / "datos", siembra, ahora, sin=sin) as lista:
        yield lista


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as juego:
        navegador = juego.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTOS)
        yield navegador
        navegador.close()
