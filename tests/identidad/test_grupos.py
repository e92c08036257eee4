"""De qué grupos surte efecto un sí, sin base: la fila se construye y no se guarda."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conoceles.identidad.models import Consentimiento
from conoceles.identidad.permisos.efecto import (
    dichos,
    perdio,
    por_firmar,
    queda,
    visibles,
)

if TYPE_CHECKING:
    from conoceles.identidad.models import Consentimiento


def _fila(
    publicacion: bool = True,
    grupos: list[str] | None = None,
    surten: list[str] | None = None,
    estadistica: bool = True,
) -> Consentimiento:
    return Consentimiento(
        tratamiento=True, publicacion=publicacion, grupos=grupos, surten=surten, estadistica=estadistica
    )


def test_dichos_son_los_del_si_y_ninguno_si_no_hay_fila_o_dijo_no() -> None:
    assert dichos(None) == []
    assert dichos(_fila(publicacion=False, grupos=["indigena"])) == []
    assert dichos(_fila(grupos=["indigena"])) == ["indigena"]
    assert dichos(_fila(grupos=None)) is None  # de todos


@pytest.mark.parametrize(
    ("grupos", "surten", "falta"),
    [
        (["indigena"], [], True),
        (["indigena"], ["indigena"], False),
        (None, [], True),
        (None, None, False),
        (["indigena", "discapacidad"], ["indigena"], True),
        (["indigena"], ["indigena", "discapacidad"], False),
    ],
)
def test_por_firmar_lo_dicho_que_aun_no_surte(
    grupos: list[str] | None, surten: list[str] | None, falta: bool
) -> None:
    assert por_firmar(_fila(grupos=grupos, surten=surten)) is falta


def test_nada_por_firmar_sin_fila_o_si_dijo_que_no() -> None:
    assert por_firmar(None) is False
    assert por_firmar(_fila(publicacion=False, grupos=["indigena"], surten=[])) is False


def test_visibles_sin_silencios_ni_lo_de_otros_grupos() -> None:
    respuestas = {
        "lengua": "si",
        "ayuda": ["pnc", "baston", "lentes"],
        "orientacion": "si",
        "edad": "pnc",
        "otra": "",
    }
    grupo_de = {"lengua": "indigena", "ayuda": "discapacidad", "orientacion": "diversidad"}
    assert visibles(respuestas, grupo_de, ["indigena", "discapacidad"]) == {
        "lengua": "si",
        "ayuda": ["baston", "lentes"],
    }
    assert visibles(respuestas, grupo_de, None) == {
        "lengua": "si",
        "ayuda": ["baston", "lentes"],
        "orientacion": "si",
    }


@pytest.mark.parametrize(
    ("grupos", "surten", "estadistica", "pierde"),
    [
        (["a", "b"], ["a"], True, False),
        (["a", "b", "c"], ["a", "b"], True, False),
        (None, None, True, False),
        (["a"], ["a"], True, True),  # se retiró un sí que todavía no surtía
        (["a", "b"], [], True, True),  # deja de surtir lo que surtía
        (["a", "b"], ["a"], False, True),  # ya no cuenta
    ],
)
def test_se_pierde_lo_dicho_lo_que_surte_o_lo_que_cuenta(
    grupos: list[str] | None, surten: list[str] | None, estadistica: bool, pierde: bool
) -> None:
    anterior = _fila(grupos=["a", "b"], surten=["a"])
    assert perdio(anterior, _fila(grupos=grupos, surten=surten, estadistica=estadistica)) is pierde


def test_la_primera_fila_no_pierde_nada_y_dejar_de_no_contar_tampoco() -> None:
    assert perdio(None, _fila(publicacion=False, estadistica=False)) is False
    assert perdio(_fila(estadistica=False), _fila()) is False


def test_queda_lo_que_sigue_permitido() -> None:
    assert queda(_fila(grupos=["a", "b"], surten=["a"], estadistica=False)) == {
        "grupos": ["a", "b"],
        "surten": ["a"],
        "estadistica": False,
    }
