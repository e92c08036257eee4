"""Un almacén S3 de verdad, uno por corrida; cada prueba usa su carpeta en una de sus dos cubetas."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

import pytest

from taller import almacen_de_pruebas


@pytest.fixture(scope="session")
def cubetas_s3() -> Iterator[tuple[str, str]]:
    """La que no guarda lo que se borra y la que sí, en SeaweedFS."""
    with almacen_de_pruebas.servidor() as donde:
        llana = almacen_de_pruebas.cubeta(donde, "llana")
        yield llana, almacen_de_pruebas.cubeta(donde, "versiones", versiones=True)


@pytest.fixture
def cubeta(cubetas_s3: tuple[str, str]) -> Callable[..., str]:
    """Un lugar vacío; con `versiones=True`, de los que guardan lo que se borra. Devuelve su dirección."""
    return lambda versiones=False: f"{cubetas_s3[versiones]}/{secrets.token_hex(6)}"
