"""Días locales y plazos, contados con el calendario de la elección."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from conoceles.proceso.definicion import Calendario

JUEVES_SANTO, VIERNES_SANTO = date(2024, 3, 28), date(2024, 3, 29)
INHABILES = frozenset({JUEVES_SANTO, VIERNES_SANTO})


@pytest.mark.parametrize(
    ("momento", "dia"),
    [
        ("2024-06-03T05:59:59+00:00", date(2024, 6, 2)),
        ("2024-06-03T06:00:00+00:00", date(2024, 6, 3)),
        ("2024-06-02T23:59:59-06:00", date(2024, 6, 2)),
    ],
)
def test_el_dia_es_el_de_la_eleccion_y_no_el_del_servidor(momento: str, dia: date) -> None:
    assert Calendario("America/Monterrey", {}).dia_local(datetime.fromisoformat(momento)) == dia


@pytest.mark.parametrize(
    ("habiles", "todos", "vence"),
    [(True, False, date(2024, 4, 2)), (True, True, date(2024, 3, 29)), (False, False, date(2024, 3, 29))],
)
def test_el_plazo_salta_lo_inhabil_salvo_que_todos_los_dias_cuenten(
    habiles: bool, todos: bool, vence: date
) -> None:
    calendario = Calendario("America/Monterrey", {}, inhabiles=INHABILES, todos_los_dias_habiles=todos)
    miercoles_noche = datetime.fromisoformat("2024-03-28T05:00:00+00:00")  # 23:00 del 27 en Durango
    assert calendario.vence(miercoles_noche, 2, habiles=habiles) == vence
