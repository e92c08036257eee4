"""Los saltos del cuestionario de identidad y del curricular, en tablas."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Campo, Definicion
from conoceles.proceso.preguntas.condiciones import aplicar_saltos, codigo, opciones_visibles, visible

from .conftest import PROCESOS

NA = "no_aplica"
DEPENDIENTES = {"p1": ["p3"], "p4": ["p5", "p6", "p7"], "p9": ["p10"], "p11": ["p12", "p13", "p14", "p15"]}


@pytest.mark.parametrize("llave", DEPENDIENTES)
@pytest.mark.parametrize("respuesta", ["no", "pnc"])
def test_lo_que_no_es_si_salta_sus_preguntas(durango: Definicion, llave: str, respuesta: str) -> None:
    resultado = aplicar_saltos(durango.identidad, {llave: respuesta})
    assert {k: v for k, v in resultado.items() if k != llave} == dict.fromkeys(DEPENDIENTES[llave], NA)


@pytest.mark.parametrize("llave", DEPENDIENTES)
def test_volver_a_si_borra_los_no_aplica(durango: Definicion, llave: str) -> None:
    saltadas = aplicar_saltos(durango.identidad, {llave: "no"})
    assert aplicar_saltos(durango.identidad, {**saltadas, llave: "si"}) == {llave: "si"}


@pytest.mark.parametrize("llave", DEPENDIENTES)
def test_sin_contestar_la_llave_no_hay_no_aplica(durango: Definicion, llave: str) -> None:
    assert aplicar_saltos(durango.identidad, {DEPENDIENTES[llave][0]: NA}) == {}


SALTOS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"p4": "si", "p6": "sensorial", "p6_sensorial": "vision"}, {"p4": "si", "p6": "sensorial", "p6_sensorial": "vision"}),
    ({"p4": "si", "p6": "fisica", "p6_sensorial": "vision"}, {"p4": "si", "p6": "fisica"}),
    (
        {"p4": "no", "p5": "temporal", "p6": "sensorial", "p6_sensorial": "vision", "p7": ["ver"], "p7_otra": "x"},
        {"p4": "no", "p5": NA, "p6": NA, "p7": NA},
    ),
    ({"p4": "si", "p7": ["ver", "otra"], "p7_otra": "leer"}, {"p4": "si", "p7": ["ver", "otra"], "p7_otra": "leer"}),
    ({"p19": "salario", "p19_negocio": "familiar"}, {"p19": "salario"}),
    ({"p2": "si", "p1": "no"}, {"p2": "si", "p1": "no", "p3": NA}),
    ({"c_publicacion": "no"}, {"c_publicacion": "no"}),
]  # fmt: skip


@pytest.mark.parametrize(("antes", "despues"), SALTOS)
def test_saltos_encadenados_y_textos_libres(
    durango: Definicion, antes: dict[str, Any], despues: dict[str, Any]
) -> None:
    assert aplicar_saltos(durango.identidad, antes) == despues


def test_sin_estudios_oculta_el_estatus_sin_no_aplica(durango: Definicion) -> None:
    contenido = {"grado": "sin_estudios", "estatus_grado": "titulo"}
    assert aplicar_saltos(durango.curricular, contenido) == {"grado": "sin_estudios"}


@pytest.mark.parametrize(
    ("grado", "ofrece", "calla"),
    [
        ("primaria", "certificado", "titulo"),
        ("licenciatura", "carta_pasante", ""),
        ("maestria", "cedula", "carta_pasante"),
    ],
)
def test_el_estatus_depende_del_grado(durango: Definicion, grado: str, ofrece: str, calla: str) -> None:
    claves = [o.clave for o in opciones_visibles(_campo(durango, "estatus_grado"), {"grado": grado})]
    assert ofrece in claves
    assert calla not in claves


@pytest.mark.parametrize(
    ("valor", "esperado"),
    [(None, "sin_respuesta"), ("", "sin_respuesta"), ([], "sin_respuesta"), (NA, NA), ("pnc", "pnc"), (["pnc"], "pnc"),
     (["ver"], "respondida"), ("si", "respondida")],
)  # fmt: skip
def test_los_tres_codigos_se_distinguen(durango: Definicion, valor: Any, esperado: str) -> None:
    assert codigo(_campo(durango, "p7"), {"p7": valor}) == esperado


_DEFINICION = leer_carpeta(PROCESOS / "durango-2023-2024")
_RESPUESTAS = st.fixed_dictionaries(
    {},
    optional={
        c.clave: st.sampled_from([*[o.clave for o in c.opciones], NA])
        if c.tipo == "opcion"
        else st.just("texto")
        for c in _DEFINICION.identidad.campos()
        if c.tipo != "opciones"
    },
)


@given(_RESPUESTAS)
def test_aplicar_saltos_dos_veces_es_lo_mismo_y_nada_oculto_queda(respuestas: dict[str, Any]) -> None:
    una = aplicar_saltos(_DEFINICION.identidad, respuestas)
    assert aplicar_saltos(_DEFINICION.identidad, una) == una
    for campo in _DEFINICION.identidad.campos():
        if not visible(campo, una):
            assert una.get(campo.clave, NA) == NA


def _campo(definicion: Definicion, clave: str) -> Campo:
    todos = (*definicion.curricular.campos(), *definicion.identidad.campos())
    return next(c for c in todos if c.clave == clave)
