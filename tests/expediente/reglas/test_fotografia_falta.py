"""Plan §11.4: la fotografía."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import fotografia_falta

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_fotografia_falta_informa_si_es_opcional(caso: Callable[..., Caso]) -> None:
    assert [h.nivel for h in fotografia_falta.revisar(caso(foto=None))] == ["informativa"]
    assert fotografia_falta.revisar(caso()) == []


def test_fotografia_falta_es_observable_si_la_eleccion_la_exige_y_cita_lo_que_la_manda(
    caso: Callable[..., Caso],
) -> None:
    cuestionario = replace(caso().cuestionario, fotografia_obligatoria=True)
    (hallado,) = fotografia_falta.revisar(caso(foto=None, cuestionario=cuestionario))
    assert hallado.nivel == "observable"
    assert "§11.4" in hallado.articulo
    assert fotografia_falta.revisar(caso(foto=None))[0].articulo == ""
