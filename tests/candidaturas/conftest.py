"""Elecciones de verdad cargadas y padrones escritos en el momento."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cargada import cargada
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

SISTEMA = Alcance.sistema("padrón")
DIPUTACIONES = "durango-2023-2024"
ARCHIVO = "durango-2021-2022"


@pytest.fixture
def elecciones(base: None, ahora: datetime) -> None:
    """Las dos elecciones del repositorio, y la tabla de estados."""
    cargada(DIPUTACIONES, ARCHIVO, ahora=ahora, por=SISTEMA)


@pytest.fixture
def importar_padron(elecciones: None, ahora: datetime) -> Callable[..., Any]:
    """`importar(ruta, proceso, simular=…, aceptar=…)` como el sistema, antes de que se abra la captura salvo que se diga."""
    from conoceles.expediente.actos.importacion import importar

    def _importar(
        ruta: Path,
        proceso: str = DIPUTACIONES,
        *,
        simular: bool = False,
        aceptar: Collection[str] = (),
        en: datetime = ahora - timedelta(days=20),
    ) -> Any:
        return importar(ruta, proceso=proceso, simular=simular, por=SISTEMA, ahora=en, aceptar=aceptar)

    return _importar


@pytest.fixture
def padron(tmp_path: Path) -> Callable[..., Path]:
    """Escribe un CSV con esos encabezados y renglones, y devuelve su ruta."""

    def _padron(
        encabezados: Sequence[str],
        *renglones: Sequence[Any],
        separador: str = ",",
        codificacion: str = "utf-8",
    ) -> Path:
        texto = "\n".join(separador.join(map(str, r)) for r in (encabezados, *renglones)) + "\n"
        ruta = tmp_path / f"padron-{len(list(tmp_path.iterdir()))}.csv"
        ruta.write_bytes(texto.encode(codificacion))
        return ruta

    return _padron


@pytest.fixture
def importar_con_mapa(base: None, tmp_path: Path, ahora: datetime) -> Callable[..., Any]:
    """`importar_con_mapa(ruta, mapa, proceso=…, aceptar=…)`: carga la elección con ese mapa e importa el archivo."""
    from conoceles.expediente.actos.importacion import importar as hacer
    from conoceles.expediente.transiciones import sincronizar
    from personas import recargar

    sincronizar()

    def _importar(ruta: Path, mapa: str, proceso: str = ARCHIVO, aceptar: Collection[str] = ()) -> Any:
        carpeta = tmp_path / "procesos" / proceso
        shutil.copytree(RAIZ_PROYECTO / "procesos", tmp_path / "procesos", dirs_exist_ok=True)
        (carpeta / "padron.toml").write_text(mapa, encoding="utf-8")
        recargar(carpeta, ahora)
        antes = ahora - timedelta(days=20)
        return hacer(ruta, proceso=proceso, simular=False, por=SISTEMA, ahora=antes, aceptar=aceptar)

    return _importar


@pytest.fixture
def libro(tmp_path: Path) -> Callable[..., Path]:
    """Escribe un .xlsx: nombre de hoja → renglones."""

    def _libro(**hojas: list[tuple[Any, ...]]) -> Path:
        nuevo = openpyxl.Workbook()
        nuevo.remove(nuevo.worksheets[0])
        for nombre, renglones in hojas.items():
            hoja = nuevo.create_sheet(nombre)
            for renglon in renglones:
                hoja.append(renglon)
        ruta = tmp_path / "padron.xlsx"
        nuevo.save(ruta)
        return ruta

    return _libro
