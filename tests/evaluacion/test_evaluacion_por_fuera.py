"""Lo que se leyó y se resolvió es lo que un acto dejó: lo que otro cliente cambia se nombra y no se concluye con ello."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

import constan
from conoceles.evaluacion import operaciones
from conoceles.evaluacion.models import Evaluacion, Propuesta, Resolucion
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.errores import Conflicto
from evaluacion.conftest import FATIMA
from personas import CLAVE, CORA, DINA
from publicacion.por_fuera import cambiar, filas, sin_candados

pytestmark = pytest.mark.postgres
Leer = Callable[..., Evaluacion]


@pytest.fixture
def resuelta(ocho: list[Any], leer: Leer, ahora: datetime) -> Any:
    """Una sola por leer: dos lecturas que no coinciden, una propuesta y la decisión de una tercera persona."""
    for otra in type(ocho[0]).objects.exclude(pk=ocho[0].pk):
        constan.mover(otra, "sustituida")
    leer(CORA)
    leer(DINA, historia__informa=False)
    marcas = {"historia.informa": True, "historia.anios": True, "historia.actividades": True}
    operaciones.proponer(candidatura=ocho[0], marcas=marcas, por=CORA, ahora=ahora)
    operaciones.decidir(candidatura=ocho[0], marcas=marcas, por=FATIMA, ahora=ahora)
    return ocho[0]


def _alteradas() -> list[tuple[str, str]]:
    return [(h.proceso, h.tabla.frase) for h in ajenas(Evaluacion, Propuesta, Resolucion)]


def _borrar_una_lectura() -> None:
    sin_candados(Resolucion._meta.db_table)
    sin_candados(Evaluacion._meta.db_table)
    filas(Evaluacion).filter(lectura=2).delete()


POR_FUERA: dict[str, tuple[Callable[[], object], str]] = {
    "las marcas de otra persona": (
        lambda: cambiar(Evaluacion, {"lectura": 1}, marcas={}),
        "una lectura cerrada",
    ),
    "otra persona evaluadora": (
        lambda: cambiar(Evaluacion, {"lectura": 1}, evaluador="cuenta:99"),
        "una lectura cerrada",
    ),
    "una lectura abierta otra vez": (
        lambda: cambiar(Evaluacion, {"lectura": 1}, cerrada_en=None),
        "una lectura cerrada",
    ),
    "una lectura quitada": (_borrar_una_lectura, "una lectura cerrada"),
    "otra propuesta": (lambda: cambiar(Propuesta, {}, marcas={}), "una propuesta"),
    "otra resolución": (lambda: cambiar(Resolucion, {}, nombre="Nadie"), "una resolución"),
}


def test_lo_que_deja_cada_acto_consta_y_se_concluye(resuelta: Any, ahora: datetime) -> None:
    assert _alteradas() == []
    assert operaciones.concluir(proceso=CLAVE, por=DINA, ahora=ahora)


def test_una_lectura_en_curso_no_se_toma_por_cambiada(ocho: list[Any], ahora: datetime) -> None:
    suya = operaciones.tomar(proceso=CLAVE, por=CORA, ahora=ahora)
    operaciones.guardar(
        evaluacion=suya, marcas={"historia.informa": True}, cerrar=False, por=CORA, ahora=ahora
    )
    assert _alteradas() == []


@pytest.mark.parametrize("que", POR_FUERA)
def test_lo_cambiado_por_fuera_se_nombra_y_no_deja_concluir(resuelta: Any, que: str, ahora: datetime) -> None:
    hacer, dicho = POR_FUERA[que]
    hacer()
    assert _alteradas() == [(CLAVE, dicho)]
    with pytest.raises(Conflicto, match="sin pasar por el sistema"):
        operaciones.concluir(proceso=CLAVE, por=DINA, ahora=ahora)
