"""Plan §11.4: tomada en los tres meses previos a publicarse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from conoceles.expediente.reglas import fotografia_antigua
from conoceles.expediente.reglas.caso import FotoDelCaso

if TYPE_CHECKING:
    from conoceles.expediente.reglas import Caso


def test_fotografia_antigua_se_mide_contra_la_publicacion(caso: Callable[..., Caso]) -> None:
    publica = date(2024, 4, 25)
    en_el_limite = FotoDelCaso(date(2024, 1, 25), publica)
    assert fotografia_antigua.revisar(caso(foto=en_el_limite)) == []
    pasada = FotoDelCaso(date(2024, 1, 24), publica)
    assert [h.nivel for h in fotografia_antigua.revisar(caso(foto=pasada))] == ["observable"]


def test_fotografia_sin_fecha_declarada_es_observable(caso: Callable[..., Caso]) -> None:
    assert [h.nivel for h in fotografia_antigua.revisar(caso(foto=FotoDelCaso(None, date(2024, 4, 25))))] == [
        "observable"
    ]
