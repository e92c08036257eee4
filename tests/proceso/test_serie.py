"""La definición va a JSON y vuelve sin perder nada."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conoceles.proceso.definicion import Condicion, Definicion
from conoceles.proceso.serie import a_json, desde_json, huella

# `from_type` resuelve cada dataclass por sus tipos; una condición basta con textos cortos.
_TEXTO = st.text(max_size=8)
st.register_type_strategy(str, _TEXTO)
st.register_type_strategy(Condicion, st.builds(Condicion, _TEXTO, st.lists(_TEXTO, max_size=2).map(tuple)))


def test_las_reales_van_y_vuelven(durango: Definicion, durango_2022: Definicion) -> None:
    for definicion in (durango, durango_2022):
        escrita = json.dumps(a_json(definicion), ensure_ascii=False)
        assert desde_json(json.loads(escrita)) == definicion
        assert huella(desde_json(json.loads(escrita))) == huella(definicion)


def test_huellas_distintas_para_elecciones_distintas(durango: Definicion, durango_2022: Definicion) -> None:
    assert huella(durango) != huella(durango_2022)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.from_type(Definicion))
@pytest.mark.lenta
def test_cualquiera_va_y_vuelve(definicion: Definicion) -> None:
    assert desde_json(json.loads(json.dumps(a_json(definicion)))) == definicion


def test_lo_que_falta_toma_su_omision(durango: Definicion) -> None:
    datos = a_json(durango)
    del datos["grupos_edad"], datos["cortes_datos"]
    assert desde_json(datos) == durango
