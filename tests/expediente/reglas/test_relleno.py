"""Plan §6.2: lo capturado debe coincidir con lo que se pide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from abrogada import Abrogar
from conoceles.expediente.reglas import relleno

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_relleno_de_signos_o_de_la_misma_palabra_es_observable(caso: Callable[..., Caso]) -> None:
    hallados = relleno.revisar(caso({"historia": "Trabajé. " + "." * 300, "motivo": "servir " * 60}))
    assert [(h.campo, h.nivel) for h in hallados] == [("historia", "observable"), ("motivo", "observable")]


def test_relleno_no_confunde_un_texto_de_verdad(caso: Callable[..., Caso]) -> None:
    assert relleno.revisar(caso()) == []


def test_relleno_con_su_norma_abrogada_solo_informa_y_dice_por_que(
    caso: Callable[..., Caso], abrogar: Abrogar
) -> None:
    abrogar("contenido-prohibido")
    [hallado] = relleno.revisar(caso({"motivo": "servir " * 60}, hoy=date(2024, 4, 25), entidad="Durango"))
    assert hallado.nivel == "informativa"
    assert hallado.articulo.startswith("Hoy no se puede pedir que se corrija: «")
    assert "Ley de antes, que dejó de regir el 31 de diciembre de 2023" in hallado.articulo
