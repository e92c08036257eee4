"""Concordancia a mano, pistas que señalan y agregados que no dicen el puntaje de nadie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conoceles.evaluacion import ayudas, operaciones
from conoceles.evaluacion.concordancia import medir
from conoceles.evaluacion.models import Evaluacion
from conoceles.evaluacion.resultados import OTROS, juntar
from conoceles.informes.catalogo import TIPOS, armar
from conoceles.informes.contexto import abrir
from conoceles.informes.documento.estructura import Documento
from conoceles.proceso.consultas import definicion
from personas import CLAVE, CORA, DINA

Leer = Callable[..., Evaluacion]


def test_kappa_es_la_que_se_calcula_a_mano() -> None:
    """20 sí-sí, 5 sí-no, 10 no-sí, 15 no-no: acuerdo 0.7, azar 0.5, κ 0.4 (ejemplo clásico de Cohen)."""
    pares = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    m = medir(pares)
    assert (m.pares, m.iguales, m.porciento, m.kappa) == (50, 35, 70.0, 0.4)


def test_kappa_calla_cuando_el_azar_lo_explica_todo() -> None:
    assert medir([(True, True)] * 9).kappa is None
    assert medir([]).porciento is None


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=2), st.lists(st.integers(0, 49), min_size=1, max_size=12)
    ),
    st.integers(3, 6),
)
def test_ningun_grupo_dicho_es_chico_ni_de_puntajes_iguales(
    grupos: dict[str, list[int]], minimo: int
) -> None:
    juntos = juntar(grupos, minimo)
    assert sorted(p for lista in juntos.values() for p in lista) == sorted(
        p for lista in grupos.values() for p in lista
    )
    dichos = {g: p for g, p in juntos.items() if len(p) >= minimo and len(set(p)) > 1}
    assert set(juntos) - set(dichos) <= {OTROS}
    if set(juntos) != set(dichos):  # lo que no se puede decir está solo: no hay de qué restarlo
        assert set(juntos) == {OTROS}


def test_las_pistas_senalan_copia_con_su_gemela_plazo_y_largo(ocho: list[Any], leer: Leer) -> None:
    por_folio: dict[str, list[ayudas.Ayuda]] = {}
    for _ in ocho:
        fila = leer(CORA)
        por_folio[fila.candidatura.folio] = ayudas.de(fila, definicion(CLAVE), fila.en.date())
    gemelas = {folio: [a.gemelas for a in pistas if a.gemelas] for folio, pistas in por_folio.items()}
    assert gemelas["eval0006"] == [("eval0007",)]
    assert gemelas["eval0000"] == []
    mensajes = " ".join(a.mensaje for a in por_folio["eval0001"])
    assert "Largo: " in mensajes
    assert "No menciona años ni plazos." in mensajes


def _final(corte: datetime) -> Documento:
    return armar(TIPOS["final"], abrir(CLAVE, corte))


def _tablas(documento: Documento) -> dict[str, tuple[tuple[Any, ...], ...]]:
    return {t.clave: t.renglones for t in documento.tablas if t.clave.startswith("K")}


@pytest.fixture
def concluida(ocho: list[Any], leer: Leer, ahora: datetime) -> datetime:
    """Dos lecturas de las ocho: las del PAN no tienen historia; Dina duda de los años de dos del PRI."""
    del_pan = {c.folio for c in ocho[5:]}
    for por in (CORA, DINA):
        for _ in ocho:
            fila = operaciones.tomar(proceso=CLAVE, por=por, ahora=ahora)
            folio = fila.candidatura.folio
            distintas = {"historia__informa": folio not in del_pan}
            if por is DINA and folio in ("eval0000", "eval0001"):
                distintas["historia__anios"] = False
            leer(por, **distintas)
    for fila in ocho[:2]:
        for por in (CORA, DINA):
            operaciones.proponer(candidatura=fila, marcas={"historia.anios": False}, por=por, ahora=ahora)
    operaciones.concluir(proceso=CLAVE, por=DINA, ahora=ahora)
    return ahora


def test_el_informe_final_trae_los_agregados_contados_a_mano(concluida: datetime) -> None:
    tablas = _tablas(_final(concluida))
    assert tablas["K0"] == (
        ("Lecturas tomadas", 16),
        ("Lecturas cerradas", 16),
        ("Desacuerdos resueltos", 2),
    )
    de_historia = next(f for f in tablas["K1"] if f[0].startswith("Historia"))
    assert de_historia == ("Historia profesional y laboral", 24, 22, 91.7, "0.83")
    anios = next(f for f in tablas["K2"] if "años" in f[1] and f[0].startswith("Historia"))
    assert anios[2:] == (2, "reservado", "reservado", None)  # 3 de 8: ni se dice cuál es la chica
    # El PAN, de tres, no se dice solo: se junta con el PRI. Puntajes: tres de 49, dos de 47 y tres de 42.
    assert tablas["K4"] == ((OTROS, 8, round(100 * (3 * 49 + 2 * 47 + 3 * 42) / 8 / 49, 1)),)
    historia = next(f for f in tablas["K7"] if f[0].startswith("Historia"))
    assert historia[1:] == (8, 2, 25.0)


def test_antes_de_concluir_solo_sale_el_avance(ocho: list[Any], leer: Leer, ahora: datetime) -> None:
    leer(CORA), leer(DINA)
    assert _tablas(_final(ahora)) == {
        "K0": (("Lecturas tomadas", 2), ("Lecturas cerradas", 2), ("Desacuerdos resueltos", 0))
    }


def test_un_corte_anterior_a_la_conclusion_no_la_conoce(concluida: datetime) -> None:
    assert set(_tablas(_final(concluida - timedelta(seconds=1)))) <= {"K0"}


def test_ningun_puntaje_va_junto_a_un_folio_ni_un_nombre(concluida: datetime) -> None:
    textos = [str(v) for filas in _tablas(_final(concluida)).values() for fila in filas for v in fila]
    assert not [t for t in textos if "eval" in t.lower() or "persona eval" in t.lower()]


def test_sin_rubrica_no_hay_tablas(ocho: list[Any], proceso: Any, ahora: datetime) -> None:
    proceso.definicion["rubrica"]["rubros"], proceso.huella = [], "sin-rubrica"
    proceso.save()
    assert _tablas(_final(ahora)) == {}
