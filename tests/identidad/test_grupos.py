"""De qué grupos surte efecto un sí, sin base: la fila se construye y no se guarda."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conoceles.identidad.models import Consentimiento
from conoceles.identidad.permisos.efecto import dichos, por_firmar, visibles

if TYPE_CHECKING:
    from conoceles.identidad.models import Consentimiento


def _fila(
    publicacion: bool = True, grupos: list[str] | None = None, surten: list[str] | None = None
) -> Consentimiento:
    return Consentimiento(tratamiento=True, publicacion=publicacion, grupos=grupos, surten=surten)


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
