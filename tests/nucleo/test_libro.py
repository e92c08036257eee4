"""Un libro dice lo que se le dio: nada se vuelve fórmula, nada se pierde y dos veces da lo mismo."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import openpyxl
import pytest

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.papel.libro import libro, renglon


def _escrito(ahora: datetime, *valores: str | int | float) -> bytes:
    salida = io.BytesIO()
    with libro(salida, ahora) as abierto:
        renglon(abierto.add_worksheet("HOJA"), 0, valores)
    return salida.getvalue()


def test_un_texto_sigue_siendo_texto_aunque_parezca_otra_cosa(ahora: datetime) -> None:
    textos = ("=1+1", "https://ejemplo.test", "007", "@SUMA(A1)", "uno\r\ndos\rtres", "{=A1}")
    hoja = openpyxl.load_workbook(io.BytesIO(_escrito(ahora, *textos, 7, 1.5)))["HOJA"]
    leidos = [celda.value for celda in hoja[1]]

    assert leidos == [*textos[:4], "uno\ndos\ntres", textos[5], 7, 1.5]
    assert {celda.data_type for celda in hoja[1][:6]} == {"s"}
    assert all(celda.hyperlink is None for celda in hoja[1])


def test_lo_mismo_en_el_mismo_momento_da_los_mismos_octetos(ahora: datetime) -> None:
    assert _escrito(ahora, "Ana", 1) == _escrito(ahora, "Ana", 1)
    assert _escrito(ahora, "Ana", 1) != _escrito(ahora + timedelta(days=1), "Ana", 1)


def test_un_texto_que_no_cabe_en_una_celda_se_dice(ahora: datetime) -> None:
    with pytest.raises(ErrorDeDominio, match=r"32,768 letras no cabe en la celda HOJA!B1"):
        _escrito(ahora, "Ana", "a" * 32_768)
