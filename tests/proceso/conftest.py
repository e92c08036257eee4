"""Carpetas de elección para editar: copias de las reales."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion

PROCESOS = RAIZ_PROYECTO / "procesos"
Editar = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def durango_2022() -> Definicion:
    """La definición real de 2021-2022."""
    return leer_carpeta(PROCESOS / "durango-2021-2022")


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """Copia suelta de la carpeta 2023-2024: se basta a sí misma."""
    return shutil.copytree(PROCESOS / "durango-2023-2024", tmp_path / "eleccion")


@pytest.fixture
def editar(carpeta: Path) -> Editar:
    """Cambia un texto por otro en un archivo de la copia; falla si el texto no estaba."""

    def cambiar(archivo: str, antes: str, despues: str) -> Path:
        ruta = carpeta / archivo
        texto = ruta.read_text(encoding="utf-8")
        assert antes in texto
        ruta.write_text(texto.replace(antes, despues, 1), encoding="utf-8")
        return carpeta

    return cambiar
