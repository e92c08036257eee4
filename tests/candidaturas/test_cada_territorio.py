"""De lo que un renglón escribe a la elección: el cargo, la contienda, el distrito, el municipio, quien postula y su lugar."""

from __future__ import annotations

from typing import Any

import pytest

from candidaturas.sin_base import ALCALDIAS, ARCHIVO, DIPUTACIONES, FEDERAL
from conoceles.candidaturas.padron.renglones.territorio import Lugares, Territorio, enumerados

LOCAL, HISTORICA, FEDERALES, DE_ALCALDIAS = map(Territorio, (DIPUTACIONES, ARCHIVO, FEDERAL, ALCALDIAS))


def lugares(cargo: str, **dichos: str) -> Lugares:
    return Lugares(
        **{"cargo": cargo, "principio": "", "distrito": "", "municipio": "", "ambito": ""} | dichos
    )


@pytest.mark.parametrize(
    ("territorio", "cargo", "dichos", "contienda"),
    [
        (LOCAL, "Diputado local", {"distrito": "5"}, "diputacion-mr-05"),
        (LOCAL, "", {"distrito": "5"}, "diputacion-mr-05"),
        (LOCAL, "Diputada", {}, "diputacion-rp"),
        (LOCAL, "Diputaciones por el principio de RP", {}, "diputacion-rp"),
        (LOCAL, "Diputación", {"principio": "Representación proporcional", "distrito": "5"}, "diputacion-rp"),
        (LOCAL, "Diputación", {"principio": "Mayoría relativa"}, None),
        (LOCAL, "diputacion_mr", {"ambito": "Distrito IV"}, "diputacion-mr-04"),
        (LOCAL, "Diputación MR del distrito 7", {}, "diputacion-mr-07"),
        (LOCAL, "Diputación del distrito 7", {}, "diputacion-mr-07"),
        (LOCAL, "Diputación", {"ambito": "Distrito IV"}, "diputacion-mr-04"),
        (LOCAL, "Diputación 3", {}, "diputacion-rp"),
        (LOCAL, "Diputada plurinominal 3", {"distrito": "5"}, "diputacion-rp"),
        (LOCAL, "Diputaciones uninominales", {"ambito": "3"}, "diputacion-mr-03"),
        (HISTORICA, "Presidente Municipal", {"municipio": "Lerdo"}, "presidencia-lerdo"),
        (HISTORICA, "Presidenta Municipal", {"ambito": "Lerdo"}, "presidencia-lerdo"),
        (HISTORICA, "", {"municipio": "Lerdo"}, "presidencia-lerdo"),
        (HISTORICA, "Gobernador", {}, "gubernatura"),
        (FEDERALES, "Diputación federal", {"distrito": "2", "entidad": "Aguascalientes"}, "diputacion-mr-aguascalientes-02"),
        (FEDERALES, "Diputación federal", {"distrito": "2", "entidad": "Dgo."}, "diputacion-mr-durango-02"),
        (FEDERALES, "Senadora", {"entidad": "Durango"}, "senaduria-mr-durango"),
        (FEDERALES, "Senador", {"municipio": "Jalisco", "entidad": "Durango"}, "senaduria-mr-jalisco"),
        (FEDERALES, "Senaduría", {"ambito": "Jalisco"}, "senaduria-mr-jalisco"),
        (FEDERALES, "Senaduría MR", {"entidad": "Narnia"}, None),
    ],
)  # fmt: skip
def test_el_cargo_y_su_contienda_son_los_que_dice_el_renglon(
    territorio: Territorio, cargo: str, dichos: dict[str, str], contienda: str | None
) -> None:
    suyo = territorio.cargo(dicho := lugares(cargo, **dichos))
    assert suyo is not None
    hallada = territorio.contienda(suyo, dicho)
    assert (hallada and hallada.clave) == contienda


def test_el_cargo_que_no_se_sabe_cual_es_no_se_supone() -> None:
    assert FEDERALES.cargo(lugares("Diputación federal", distrito="2")) is None
    assert LOCAL.cargo(lugares("Regiduría")) is None


def test_los_cargos_que_la_eleccion_no_renueva_son_ajenos() -> None:
    dichos = {
        (LOCAL, "Diputación"): False, (LOCAL, "Presidencia"): True, (LOCAL, "Hola"): False,
        (DE_ALCALDIAS, "Concejalía"): False, (DE_ALCALDIAS, "Alcaldesa"): False,
        (DE_ALCALDIAS, "Regidora"): True, (HISTORICA, "Síndicos"): True,
    }  # fmt: skip
    assert {(t, c): t.es_cargo_ajeno(c) for t, c in dichos} == dichos


def test_el_distrito_se_entiende_con_numero_o_romano_y_si_hay_varias_entidades_con_la_suya() -> None:
    dichos = {"5": 5, "Distrito 05": 5, "V": 5, "Distrito vi": 6, "XV": 15, "16": None, "0": None, "": None}
    assert {texto: LOCAL.distrito(texto) for texto in dichos} == dichos
    durango = next(d for d in FEDERAL.distritos if (d.entidad, d.dicho) == ("Durango", 2))
    assert FEDERALES.distrito("2", "DGO") == durango.numero
    assert FEDERALES.distrito("2", "") is None


@pytest.mark.parametrize(
    ("texto", "clave", "sinonimo"),
    [
        ("Durango", "005", False), ("5 Durango", "005", False), ("005 DURANGO", "005", False), ("005", "005", True),
        ("Municipio de Lerdo", "012", False), ("municipio de 12 Lerdo", "012", False), ("Simón Bolívar", "006", True),
        ("Oro", "018", True), ("El Oro", "018", False), ("Nada", "", False), ("", "", False),
    ],
)  # fmt: skip
def test_el_municipio_se_entiende_por_su_nombre_su_numero_o_su_sinonimo(
    texto: str, clave: str, sinonimo: bool
) -> None:
    assert (HISTORICA.municipio(texto), HISTORICA.es_sinonimo(texto)) == (clave, sinonimo)


def test_quien_postula_se_entiende_por_siglas_nombre_o_tipo_si_hay_uno_solo() -> None:
    dichos = {
        "PAN": "PAN", "partido acción nacional": "PAN", "Movimiento Ciudadano.": "MC", "independiente": "IND",
        "Candidatura Independiente": "IND", "candidatura común": "CC", "coalición": None, "nada": None,
        "aspirante independiente": "IND",
    }  # fmt: skip
    assert {t: (f := LOCAL.fuerza(t)) and f.siglas for t in dichos} == dichos


def test_las_acciones_se_separan_y_las_que_no_se_conocen_se_cuentan() -> None:
    dichos: dict[str, Any] = {
        "Jóvenes; Personas indígenas": (("indigenas", "jovenes"), 0), "jovenes|Otra": (("jovenes",), 1),
        "no": ((), 0), "Ninguna / sin medida": ((), 0), "Jóvenes, jóvenes": (("jovenes",), 0), "Otra, x": ((), 2),
        "Jóvenes\nOtra": ((), 1), "": ((), 0),
    }  # fmt: skip
    assert {texto: LOCAL.acciones(texto) for texto in dichos} == dichos


def test_la_entidad_es_la_de_la_eleccion_o_una_de_las_que_abarca() -> None:
    dichos = {"DGO": True, "Estado de Durango": True, "Coahuila": False, "Narnia": False}
    assert {texto: LOCAL.es_de_aqui(texto) for texto in dichos} == dichos
    assert FEDERALES.es_de_aqui("Durango")
    assert not FEDERALES.es_de_aqui("Narnia")


def test_el_lugar_en_la_planilla_es_el_de_su_nombre_su_numero_o_el_que_diga_si_nombra_al_cargo() -> None:
    cargo = ALCALDIAS.cargos[0]
    contienda = next(c for c in ALCALDIAS.contiendas if c.cargo == cargo.clave)
    lugar: dict[tuple[str, str], str | None] = {
        ("Concejalía 2", ""): "3", ("Concejalía", "2"): "3", ("Concejal", "2"): "3", ("Alcaldía", ""): "1",
        ("Alcaldía", "1"): "1", ("Alcaldía", "2"): None, ("Concejalía 2", "2"): "3", ("Concejalía 2", "3"): "3",
        ("Concejalía 2", "4"): None, ("Ayuntamiento", "4"): "4", ("Concejalía", ""): None, ("Concejalía", "7"): None,
        ("", "4"): "4",
    }  # fmt: skip
    assert {d: DE_ALCALDIAS.en_la_planilla(cargo, contienda, *d) for d in lugar} == lugar


def test_los_puestos_numerados_se_nombran_juntos() -> None:
    assert (
        enumerados(("Sindicatura", "Regiduría 1", "Regiduría 2", "Otra 1"))
        == "Sindicatura, Regiduría 1 a 2, Otra"
    )
    assert enumerados(()) == ""
