"""Nadie deduce una celda oculta, ni sabiendo el total, el umbral y el método."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.evaluacion.proteccion import Oculta, proteger


def _todas(total: int, celdas: int) -> Iterator[tuple[int, ...]]:
    """Todas las tablas de ese total."""
    if celdas == 1:
        yield (total,)
        return
    for primera in range(total + 1):
        for resto in _todas(total - primera, celdas - 1):
            yield (primera, *resto)


@pytest.mark.parametrize(
    ("umbral", "celdas", "mayor"), [(3, 2, 30), (3, 3, 25), (5, 2, 40), (5, 3, 30), (5, 4, 18)]
)
def test_toda_celda_oculta_admite_otro_valor(umbral: int, celdas: int, mayor: int) -> None:
    """Exhaustiva: agrupa todas las tablas posibles por lo que publicarían; ninguna oculta es única."""
    for total in range(1, mayor + 1):
        parecidas = defaultdict(list)
        for tabla in _todas(total, celdas):
            parecidas[tuple(proteger(tabla, umbral))].append(tabla)
        for publicada, tablas in parecidas.items():
            for i, celda in enumerate(publicada):
                if isinstance(celda, Oculta):
                    assert len({tabla[i] for tabla in tablas}) > 1, (publicada, tablas)


@given(st.lists(st.integers(0, 400), min_size=2, max_size=35), st.integers(3, 10))
def test_lo_visible_es_cierto_y_lo_chico_no_se_ve(valores: list[int], umbral: int) -> None:
    protegidas = proteger(valores, umbral)
    assert all(
        celda == valor for celda, valor in zip(protegidas, valores, strict=True) if isinstance(celda, int)
    )
    if sum(valores):
        assert all(valor >= umbral for valor in protegidas if isinstance(valor, int))
        assert protegidas.count(Oculta.MENOS) + protegidas.count(Oculta.RESERVADA) != 1


def test_sin_celdas_chicas_nada_se_oculta() -> None:
    assert proteger([5, 120, 7], 5) == [5, 120, 7]


def test_el_orden_dado_decide_cual_se_reserva() -> None:
    assert proteger([1, 100, 50], 5, [2, 1, 0]) == [Oculta.MENOS, 100, Oculta.RESERVADA]


def test_sin_poblacion_los_ceros_se_ven() -> None:
    assert proteger([0, 0], 5) == [0, 0]


def test_se_reserva_lo_justo_para_que_la_chica_pueda_valer_cualquier_cosa() -> None:
    """La chica va de 0 a 4 y la reservada es 5 o más: entre las dos, 9 bastan; con 8 hace falta otra."""
    assert proteger([1, 8, 50], 5) == [Oculta.MENOS, Oculta.RESERVADA, 50]
    assert proteger([1, 7, 50], 5) == [Oculta.MENOS, Oculta.RESERVADA, Oculta.RESERVADA]
