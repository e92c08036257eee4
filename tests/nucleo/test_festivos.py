"""Días de descanso de la Ley Federal del Trabajo, artículo 74."""

from __future__ import annotations

from datetime import date

import pytest

from conoceles.nucleo.festivos import TRANSMISION, oficiales


def test_2024_trae_los_fijos_los_lunes_movibles_y_la_transmision() -> None:
    assert list(oficiales(2024)) == [
        date(2024, 1, 1), date(2024, 2, 5), date(2024, 3, 18), date(2024, 5, 1), date(2024, 9, 16),
        date(2024, 10, 1), date(2024, 11, 18), date(2024, 12, 25),
    ]  # fmt: skip


@pytest.mark.parametrize("anio", range(2000, 2060))
def test_los_movibles_siempre_son_lunes_de_la_semana_que_dice_la_ley(anio: int) -> None:
    dias = {d.month: d for d in oficiales(anio) if d.month in (2, 3, 11)}
    assert all(d.weekday() == 0 for d in dias.values())
    assert (dias[2].day <= 7, 15 <= dias[3].day <= 21, 15 <= dias[11].day <= 21) == (True, True, True)


@pytest.mark.parametrize(
    ("anio", "dia"),
    [
        (2012, date(2012, 12, 1)),
        (2018, date(2018, 12, 1)),
        (2024, date(2024, 10, 1)),
        (2030, date(2030, 10, 1)),
    ],
)
def test_la_transmision_del_ejecutivo_es_cada_seis_anios(anio: int, dia: date) -> None:
    assert [d for d, que in oficiales(anio).items() if que == TRANSMISION] == [dia]
    assert TRANSMISION not in oficiales(anio + 1).values()
