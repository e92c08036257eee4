"""Una publicación pequeña, firmada."""

from __future__ import annotations

from pathlib import Path

import pytest

from lector.instantaneas import publicar


@pytest.fixture
def eleccion(tmp_path: Path) -> Path:
    return tmp_path / "durango"


@pytest.fixture
def carpeta(eleccion: Path) -> Path:
    return publicar(
        eleccion, {"index.html": "hola", "candidaturas/F1/index.html": "María", "fotos/a.avif": b"1"}
    )
