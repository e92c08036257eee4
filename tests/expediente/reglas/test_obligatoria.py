"""Plan §11.6: grado, historia y trayectoria van necesariamente."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import obligatoria

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_obligatoria_vacia_es_observable_con_su_articulo(caso: Callable[..., Caso]) -> None:
    hallados = obligatoria.revisar(caso({"historia": None, "grado": None}))
    assert [(h.campo, h.nivel, h.articulo) for h in hallados] == [
        (
            "grado",
            "observable",
            "Lineamientos (INE/CG616/2022), artículo 19; Plan de trabajo 2023-2024, §11.6",
        ),
        (
            "historia",
            "observable",
            "Lineamientos (INE/CG616/2022), artículo 19; Plan de trabajo 2023-2024, §11.6",
        ),
    ]


def test_obligatoria_que_no_aplica_no_se_pide(caso: Callable[..., Caso]) -> None:
    assert obligatoria.revisar(caso({"grado": "sin_estudios"})) == []
    assert [h.campo for h in obligatoria.revisar(caso({"grado": "maestria"}))] == ["estatus_grado"]
