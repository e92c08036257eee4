"""Lo que se pide y no impide enviar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import recomendada

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_recomendada_vacia_solo_informa(caso: Callable[..., Caso]) -> None:
    hallados = recomendada.revisar(caso({"motivo": None, "historia": None}))
    assert [(h.seccion, h.campo, h.nivel) for h in hallados] == [("motivo", "motivo", "informativa")]
