"""La estadística pública de una elección de verdad, contra una cuenta aparte."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from cargada import cargada
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.identidad.operaciones import sellar, suprimir
from conoceles.nucleo import reloj
from estadistica.treinta_y_seis import candidatura_numero
from personas import DINA, respaldar, titular

pytestmark = pytest.mark.usefixtures("base")
CLAVE = "durango-2023-2024"
CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")  # termina el día que declara la carpeta
TODO_SI = {"tratamiento": True, "publicacion": False, "estadistica": True}


@pytest.fixture
def candidaturas(base: None, ahora: datetime) -> list[Candidatura]:
    """Treinta y seis, de la elección cargada de su carpeta."""
    cargada(CLAVE, ahora=ahora, inventado=True)
    return [candidatura_numero(i, ahora) for i in range(36)]


def _por_id(cuando: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Lo publicado; en ese momento, después de asentar lo que ya toque."""
    if cuando is None:
        return {indicador["id"]: indicador for indicador in publica(CLAVE)}
    with reloj.congelado(cuando):
        asentar(CLAVE, ahora=cuando)
        return _por_id()


def _valores(indicador: dict[str, Any]) -> dict[str, int | None]:
    return {celda["clave"]: celda["valor"] for celda in indicador["celdas"]}


def test_publica_tiene_la_forma_del_contrato(candidaturas: list[Candidatura]) -> None:
    indicadores = publica(CLAVE)
    json.dumps(indicadores)
    de_todas = [i for i in indicadores if i["poblacion"].startswith("Candidaturas registradas")]
    assert {i["denominador"] for i in de_todas} == {len(candidaturas)}
    for indicador in indicadores:
        assert {"id", "poblacion", "numerador", "denominador", "corte", "celdas"} <= set(indicador)
        assert indicador["frase"].endswith(".")
        assert datetime.fromisoformat(indicador["corte"]).tzinfo is not None
        for celda in indicador["celdas"]:
            assert {"clave", "etiqueta", "valor", "texto"} <= set(celda)
            assert celda["texto"]


@pytest.mark.postgres
def test_avance_y_distribuciones_coinciden_con_otra_cuenta(candidaturas: list[Candidatura]) -> None:
    por_id = _por_id()
    assert _valores(por_id["captura.sexo"]) == {"mujer": 6, "hombre": 6}
    assert {c["clave"]: c["de"] for c in por_id["captura.sexo"]["celdas"]} == {"mujer": 18, "hombre": 18}
    assert _valores(por_id["poblacion.grado"]) == {"licenciatura": 12, "sin_dato": 24}
    assert _valores(por_id["poblacion.edad"]) == {
        "21-29": 9,
        "30-39": 10,
        "40-49": 10,
        "50-59": 7,
    }
    cargos = Counter(c.formula.contienda.cargo for c in candidaturas)
    assert {c["clave"]: c["de"] for c in por_id["captura.cargo"]["celdas"]} == dict(cargos)
    for nombre in ("cargo", "fuerza", "distrito", "sexo"):
        assert sum(c["de"] for c in por_id[f"captura.{nombre}"]["celdas"]) == 36


def _sellar(candidatura: Candidatura, cuando: datetime, p1: str = "no", *, se_ve: bool = False) -> None:
    sellar(
        candidatura=candidatura,
        respuestas={"p1": p1},
        consentimiento=TODO_SI | {"publicacion": se_ve},
        aviso_version="a",
        origen="envio",
        por=titular(candidatura),
        ahora=cuando,
    )
    respaldar(candidatura, cuando)


def _otra(i: int) -> str:
    return ("si", "no", "pnc", "no")[i % 4]


def test_antes_del_corte_se_dice_cuando_y_ninguna_cifra(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """Ni siquiera ceros: que nadie haya respondido también es un dato."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, _otra(i))
    antes = {
        c: i for c, i in _por_id(CORTE - timedelta(microseconds=1)).items() if c.startswith("identidad.")
    }
    assert antes
    for indicador in antes.values():
        assert indicador["estado"] == "por_publicar"
        assert {c["valor"] for c in indicador["celdas"]} == {None}
        assert {c["texto"] for c in indicador["celdas"]} == {"por publicar después del 27 de abril de 2024"}
        assert indicador["frase"] == (
            "Se publica una sola vez, con lo recibido hasta el 27 de abril de 2024, después de ese día."
        )


@pytest.mark.postgres
def test_la_tabla_cuenta_lo_recibido_hasta_el_instante_del_corte(
    candidaturas: list[Candidatura], sin_azar: None
) -> None:
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, CORTE, ("si", "no")[i % 2])
    for candidatura in candidaturas[20:30]:
        _sellar(candidatura, CORTE + timedelta(microseconds=1))
    tabla = _por_id(CORTE + timedelta(days=3))["identidad.indigena"]
    assert (tabla["corte"], tabla["estado"]) == ("2024-04-28T00:00-06:00", "asentada")
    assert _valores(tabla) == {"si": 10, "no": 10, "pnc": 0, "sin_respuesta": 16}


@pytest.mark.postgres
@pytest.mark.parametrize("contestan", [0, 1, 36])
def test_la_tabla_sale_contesten_pocas_o_todas_y_aunque_digan_lo_mismo(
    candidaturas: list[Candidatura], ahora: datetime, contestan: int
) -> None:
    """Que casi nadie de un grupo esté es lo que todo el mundo supone: callarlo no cuida a nadie y lo borra a él."""
    for candidatura in candidaturas[:contestan]:
        _sellar(candidatura, ahora)
    for indicador in _por_id(CORTE).values():
        if indicador["clase"] == "identidad":
            assert indicador["estado"] == "asentada"
            assert sum(c["estimado"] for c in indicador["celdas"]) == indicador["denominador"] == 36
            assert all(c["desde"] <= c["estimado"] <= c["hasta"] for c in indicador["celdas"])
            assert not [c for c in indicador["celdas"] if c["texto"] == str(c["estimado"])]
            assert indicador["epsilon"] == 1.0986


def test_lo_que_se_lee_en_los_perfiles_se_cuenta_tal_cual_y_se_dice_cuantas_son(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """Ocho perfiles enseñan su respuesta: cualquiera los cuenta, así que su parte no lleva azar."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, ("si", "no")[i % 2], se_ve=i < 8)
    tabla = _por_id(CORTE)["identidad.indigena"]
    assert {c["clave"]: c["contadas_exactas"] for c in tabla["celdas"]} == {
        "si": 4,
        "no": 4,
        "pnc": 0,
        "sin_respuesta": 0,
    }
    assert tabla["contadas_exactas"] == 8
    assert all(c["desde"] >= c["contadas_exactas"] for c in tabla["celdas"])


def test_las_decisiones_se_cuentan_tal_cual(candidaturas: list[Candidatura], ahora: datetime) -> None:
    """Que alguien consintió se ve en su perfil: no es una respuesta de identidad."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, se_ve=i < 3)
    decision = _por_id(CORTE)["identidad.consentimiento_publicacion"]
    assert {c["clave"]: c["texto"] for c in decision["celdas"]} == {
        "si": "3 (8.3 %)",
        "no": "17 (47.2 %)",
        "sin_respuesta": "16 (44.4 %)",
    }
    assert decision["frase"] == "Contestaron «Sí» 3, de 36 personas con candidatura."
    assert "epsilon" not in decision


@pytest.mark.postgres
def test_hay_una_sola_tabla_aunque_despues_contesten_muchas_mas(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, _otra(i))
    antes = _por_id(CORTE)["identidad.indigena"]
    for i, candidatura in enumerate(candidaturas[20:30]):
        _sellar(candidatura, CORTE + timedelta(hours=1), _otra(i))
    for dias in (1, 5, 200):
        assert _por_id(CORTE + timedelta(days=dias))["identidad.indigena"] == antes


def test_quien_deja_la_candidatura_no_produce_otra_tabla(
    candidaturas: list[Candidatura], ahora: datetime
) -> None:
    """Restar dos tablas diría qué contestó: la publicada se queda, con su corte y su denominador."""
    for i, candidatura in enumerate(candidaturas[:20]):
        _sellar(candidatura, ahora, _otra(i))
    antes = _por_id(CORTE)["identidad.indigena"]
    Candidatura.objects.filter(pk=candidaturas[0].pk).update(estado="sustituida")
    suprimir(candidatura=candidaturas[1], por=DINA, ahora=CORTE)
    despues = _por_id(CORTE + timedelta(days=1))["identidad.indigena"]
    assert despues == antes
    assert despues["denominador"] == 36


def test_la_frase_no_calla_un_empate(candidaturas: list[Candidatura]) -> None:
    """Cada distrito tiene dos o tres; el mayor avance lo comparten varios y ninguno se nombra solo."""
    indicador = _por_id()["captura.distrito"]
    partes = [c["valor"] / c["de"] for c in indicador["celdas"]]
    empatados = partes.count(max(partes))
    assert empatados > 1
    assert f"el mayor avance es de {empatados} grupos empatados" in indicador["frase"]
