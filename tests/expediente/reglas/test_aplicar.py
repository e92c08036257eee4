"""Todas las reglas juntas, y que el catálogo esté entero."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso

AQUI = Path(__file__).parent


def test_aplicar_sin_nada_que_senalar(caso: Callable[..., Caso]) -> None:
    from conoceles.expediente.reglas import aplicar

    assert aplicar(caso()) == []


def test_aplicar_en_el_orden_de_las_secciones(caso: Callable[..., Caso]) -> None:
    from conoceles.expediente.reglas import aplicar

    hallados = aplicar(caso({"motivo": None, "historia": None, "propuesta_1": None}, foto=None))
    assert [h.seccion for h in hallados] == ["fotografia", "historia", "motivo", "propuestas"]


def test_aplicar_lo_observable_cita_su_articulo_y_lo_informativo_no(caso: Callable[..., Caso]) -> None:
    from conoceles.expediente.reglas import aplicar

    hallados = aplicar(caso({"historia": "corta", "trayectoria": None, "motivo": "." * 300}))
    assert {h.nivel for h in hallados} == {"observable"}
    assert all(h.articulo for h in hallados)
    informativos = aplicar(caso({"motivo": "corto"}, foto=None))
    assert {(h.nivel, h.articulo) for h in informativos} == {("informativa", "")}


@pytest.mark.parametrize("suelto", ["__init__", "caso", "comun"])
def test_reglas_una_por_archivo_y_cada_una_con_su_prueba(suelto: str) -> None:
    from conoceles.expediente import reglas

    carpeta = Path(str(reglas.__file__)).parent
    archivos = {a.stem for a in carpeta.glob("*.py")}
    assert suelto in archivos
    esperadas = archivos - {"__init__", "caso", "comun"}
    assert {r.__module__.rpartition(".")[2] for r in reglas.REGLAS} == esperadas
    assert {a.stem.removeprefix("test_") for a in AQUI.glob("test_*.py")} - {"aplicar"} == esperadas
