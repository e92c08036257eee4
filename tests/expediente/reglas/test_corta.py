"""Plan §11.6: extensión mínima, sin contar blancos."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import corta

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_corta_obligatoria_es_observable_y_recomendada_informa(caso: Callable[..., Caso]) -> None:
    hallados = corta.revisar(caso({"historia": "a" * 279, "motivo": "a" * 279, "trayectoria": "a" * 280}))
    assert [(h.campo, h.nivel) for h in hallados] == [("historia", "observable"), ("motivo", "informativa")]


def test_corta_no_cuenta_los_blancos(caso: Callable[..., Caso]) -> None:
    assert [h.campo for h in corta.revisar(caso({"historia": "a " * 279}))] == ["historia"]
    assert corta.revisar(caso({"historia": "a " * 280})) == []
