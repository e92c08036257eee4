"""El testigo de un partido y el registro que vigila."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conoceles.lector.registro import nota
from conoceles.registro.registro import Registro
from conoceles.testigo import memoria
from conoceles.testigo.memoria import Carpeta
from conoceles.testigo.servidor import Puerta
from registro.sitio_de_prueba import atendiendo, firmante


@pytest.fixture
def carpeta(tmp_path: Path) -> Carpeta:
    creada = memoria.crear(tmp_path / "testigo", "partido.example/testigo")
    creada.vigilar(nota.vkey(firmante().vkey), "")
    return creada


@pytest.fixture
def puerta(carpeta: Carpeta) -> Iterator[Puerta]:
    with atendiendo(carpeta) as puerta:
        yield puerta


@pytest.fixture
def registro(tmp_path: Path) -> Registro:
    return Registro(tmp_path / "log", tmp_path / "privado", firmante())
