"""Plazos en días naturales y hábiles."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from conoceles.nucleo.dias import es_habil, fin, inicio, siguiente_habil, sumar

UNO_DE_MAYO = date(2024, 5, 1)
ZONA = "America/Monterrey"


def test_siguiente_habil_salta_fin_de_semana_e_inhabil() -> None:
    assert siguiente_habil(date(2024, 4, 26), {date(2024, 4, 29)}) == date(2024, 4, 30)


def test_sumar_dias_habiles_no_cuenta_el_primero_de_mayo() -> None:
    assert sumar(date(2024, 4, 29), 3, habiles=True, inhabiles={UNO_DE_MAYO}) == date(2024, 5, 3)


def test_sumar_dias_naturales_cuenta_todos() -> None:
    assert sumar(date(2024, 4, 5), 15, habiles=False) == date(2024, 4, 20)


def test_un_dia_local_es_semiabierto() -> None:
    dia = date(2024, 6, 2)
    assert inicio(dia, ZONA) == datetime.fromisoformat("2024-06-02T00:00:00-06:00")
    assert fin(dia, ZONA) == inicio(dia + timedelta(days=1), ZONA)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_el_vencimiento_habil_siempre_es_habil_y_no_llega_antes(dia: date, cuantos: int) -> None:
    vence = sumar(dia, cuantos, habiles=True, inhabiles={UNO_DE_MAYO})
    assert vence >= dia + timedelta(days=cuantos)
    assert cuantos == 0 or es_habil(vence, {UNO_DE_MAYO})
