"""Un sistema completo y un navegador por módulo de recorridos."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from recorridos.navegador import Casa, casa
from taller import navegador


@pytest.fixture(scope="module")
def sistema(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casa]:
    siembra = getattr(request.module, "SIEMBRA", "recorridos.sembrar_jornada")
    ahora, sin = getattr(request.module, "AHORA", ""), getattr(request.module, "SIN_TAREAS", "materiales")
    with casa(tmp_path_factory.mktemp("jornada") / "datos", siembra, ahora, sin=sin) as lista:
        yield lista


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with navegador.chromium() as uno:
        yield uno
