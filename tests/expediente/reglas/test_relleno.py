"""Plan §6.2: lo capturado debe coincidir con lo que se pide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import relleno

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_relleno_de_signos_o_de_la_misma_palabra_es_observable(caso: Callable[..., Caso]) -> None:
    hallados = relleno.revisar(caso({"historia": "Trabajé. " + "." * 300, "motivo": "servir " * 60}))
    assert [(h.campo, h.nivel) for h in hallados] == [("historia", "observable"), ("motivo", "observable")]


def test_relleno_no_confunde_un_texto_de_verdad(caso: Callable[..., Caso]) -> None:
    assert relleno.revisar(caso()) == []
