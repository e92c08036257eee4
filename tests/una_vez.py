"""Lo que con lo mismo da siempre lo mismo se hace una vez: entre todos los procesos de la corrida, o en cada uno."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

CUANTOS = 4096  # por proceso; después se empieza otra vez


@pytest.fixture(scope="session")
def de_la_corrida(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Una carpeta que comparten todos sus procesos."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def comprimir_una_vez() -> Iterator[None]:
    """Casi toda prueba que publica comprime las mismas hojas: era la vigésima parte del procesador de la suite."""
    with pytest.MonkeyPatch.context() as cambio:
        for biblioteca in (brotli, gzip):
            cambio.setattr(biblioteca, "compress", recordada(biblioteca.compress))
        yield


def recordada(comprimir: Callable[..., bytes]) -> Callable[..., bytes]:
    """La misma función, que de cada contenido y cada manera guarda lo que dio."""
    hechos: dict[object, bytes] = {}

    def una(contenido: bytes, *como: object, **mas: object) -> bytes:
        clave = sha256(contenido).digest(), como, *mas.items()
        if clave not in hechos:
            if len(hechos) == CUANTOS:
                hechos.clear()
            hechos[clave] = comprimir(contenido, *como, **mas)
        return hechos[clave]

    return una
