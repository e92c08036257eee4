"""Una elección de verdad con cinco candidaturas: Ana, Beto, Cora, Dina y Eva."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cargada import cargada
from conoceles.nucleo import reloj, secretos
from publicacion.eleccion import AHORA, PERSONAS, PROCESO, SISTEMA, candidatura
from taller.navegador import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Sembrar = Callable[[], AbstractContextManager[tuple[Path, dict[str, Any]]]]


@pytest.fixture
def carpeta_de_datos(datos: Path) -> Path:
    """La carpeta de datos con sus llaves."""
    secretos.crear_faltantes()
    return datos


@pytest.fixture
def eleccion(base: None, carpeta_de_datos: Path, ahora: datetime) -> dict[str, Any]:
    """Folio → candidatura."""
    cargada(PROCESO, ahora=ahora, por=SISTEMA)
    return {folio: candidatura(folio, ahora) for folio in PERSONAS}


@pytest.fixture
def solo_paginas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sin dibujar lo que se descarga para difundir: son minutos, y esas pruebas miran las páginas."""
    from conoceles.difusion import en_lengua, segunda
    from conoceles.difusion.formatos import programas

    monkeypatch.setattr(segunda, "de_todo", lambda sitio, url: iter(()))
    monkeypatch.setattr(en_lengua, "de_todo", lambda sitio, url, decir: iter(()))
    monkeypatch.setattr(programas, "falta", lambda: True)


@pytest.fixture(scope="module")
def del_archivo(
    base_del_archivo: Callable[[], AbstractContextManager[None]], tmp_path_factory: pytest.TempPathFactory
) -> Sembrar:
    """La misma elección, una vez para todas las pruebas de un archivo: se abre para escribir y publicar.

    Da la carpeta de datos, que las pruebas solo leen, y folio → candidatura.
    """

    @contextmanager
    def sembrar() -> Iterator[tuple[Path, dict[str, Any]]]:
        datos = tmp_path_factory.mktemp("del-archivo") / "datos"
        with base_del_archivo(), reloj.congelado(AHORA), pytest.MonkeyPatch.context() as parche:
            parche.setenv("CONOCELES_DATOS", str(datos))
            secretos.crear_faltantes()
            cargada(PROCESO, ahora=AHORA, por=SISTEMA)
            yield datos, {folio: candidatura(folio, AHORA) for folio in PERSONAS}

    return sembrar


@pytest.fixture
def navegador() -> Iterator[Browser]:
    """Uno por prueba: mientras está abierto, Django da en este hilo otra conexión, que no ve lo de la prueba."""
    with chromium() as uno:
        yield uno


@pytest.fixture
def sin_ratos(monkeypatch: pytest.MonkeyPatch) -> None:
    """El obrero dibuja un material en cada vuelta, y no los que quepan en dos segundos: aquí no se miran."""
    from conoceles.difusion import segunda  # pide las salas, que aquí arriba aún no están

    monkeypatch.setattr(segunda, "RATO", 0.001)
