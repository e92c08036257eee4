"""Un partido que resta lo público y lo suyo. Su cuenta es toda de este archivo: no usa la protección que ataca.

Conoce cada tabla de identidad publicada (`identidad_agregados.csv`), lo que contestó él mismo y quién más envió, que
las tablas de avance dicen por fuerza. Resta dos tablas, quita lo suyo y lee lo que queda.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

import constan
from conoceles.candidaturas.models import Candidatura
from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.identidad.operaciones import sellar
from conoceles.nucleo import reloj
from conoceles.proceso.models import Proceso
from conoceles.publicacion.datos.identidad import agregados
from personas import CLAVE, de_partido, registrada, respaldar

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("base")]

UMBRAL = 5
PREGUNTAS = {"p1": "identidad.indigena", "p4": "identidad.discapacidad", "p9": "identidad.diversidad"}
ETIQUETAS = {"Sí": "si", "No": "no", "Prefiero no contestar": "pnc", "Sin respuesta": "sin"}
DE_ELLA = {"p1": "si", "p4": "pnc", "p9": "si"}  # lo que nadie debe leer
ELLA_NO = dict.fromkeys(PREGUNTAS, "no")
Tablas = dict[str, dict[str, int]]  # pregunta → opción → cifra; lo oculto falta


def recuperadas(antes: Tablas, despues: Tablas, propias: list[dict[str, str]]) -> dict[str, str]:
    """Pregunta → lo que contestó la única persona ajena que envió entre las dos tablas, si se deduce."""
    halladas = {}
    for p in PREGUNTAS:
        primera, segunda = antes.get(p, {}), despues.get(p, {})
        suyas = Counter(respuestas[p] for respuestas in propias)
        queda = {c: segunda[c] - primera[c] - suyas[c] for c in primera.keys() & segunda.keys() - {"sin"}}
        unos = [c for c, n in queda.items() if n == 1]
        if len(unos) == 1 and all(n == 0 for c, n in queda.items() if c not in unos):
            halladas[p] = unos[0]
    return halladas


def a_la_vista(cuando: datetime) -> Tablas:
    """Lo que cualquiera descarga en ese momento."""
    with reloj.congelado(cuando):
        asentar(CLAVE, ahora=cuando)
        renglones = agregados(publica(CLAVE))
    leidas: Tablas = {}
    for p, indicador in PREGUNTAS.items():
        suyos = [r for r in renglones if r[0] == indicador and r[4].isdigit()]
        leidas[p] = {ETIQUETAS[r[3]]: int(r[4]) for r in suyos}
    return leidas


def con_la_regla_anterior(respuestas: list[dict[str, str]], poblacion: int) -> Tablas:
    """Una tabla en cada corte: se ocultan las cifras menores que el umbral y, si las hay, «no»."""
    tablas: Tablas = {}
    for p in PREGUNTAS:
        cuenta = Counter(r[p] for r in respuestas)
        todas = {c: cuenta[c] for c in ("si", "no", "pnc")} | {"sin": poblacion - len(respuestas)}
        chicas = {c for c, n in todas.items() if n < UMBRAL}
        ocultas = chicas | ({"no"} if chicas else set())
        tablas[p] = {c: n for c, n in todas.items() if c not in ocultas}
    return tablas


@pytest.fixture
def base_de_ataque(proceso: Proceso, ahora: datetime) -> list[Candidatura]:
    """Sesenta y nueve: las primeras cuarenta y ocho son de tres fuerzas, doce más de MC y nueve del PRD."""
    siglas = [("PRI", "PAN", "PVEM")[i % 3] for i in range(48)] + ["MC"] * 12 + ["PRD"] * 9
    return [registrada(proceso, f"a{i:07}", ahora, siglas=s) for i, s in enumerate(siglas)]


def enviar(
    candidatura: Candidatura, respuestas: dict[str, str], cuando: datetime, *, se_leera: bool = False
) -> dict[str, str]:
    sellar(
        candidatura=candidatura,
        respuestas=respuestas,
        consentimiento={"tratamiento": True, "publicacion": se_leera, "estadistica": True},
        aviso_version="a",
        origen="envio",
        por=de_partido(candidatura),
        ahora=cuando,
    )
    if se_leera:
        respaldar(candidatura, cuando)
    return respuestas


def las_de_siempre(candidaturas: list[Candidatura], cuando: datetime) -> list[dict[str, str]]:
    """Cuarenta y ocho contestan de todo: ninguna cifra es chica."""
    return [
        enviar(c, {p: ("si", "no", "pnc")[(i // 3 + n) % 3] for n, p in enumerate(PREGUNTAS)}, cuando)
        for i, c in enumerate(candidaturas[:48])
    ]


CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")  # fin del 27 de abril, que declara la carpeta


@pytest.mark.parametrize("primera", [CORTE + timedelta(hours=8), CORTE - timedelta(hours=16)])
def test_restar_dos_cortes_y_lo_propio_no_recupera_nada(
    base_de_ataque: list[Candidatura], primera: datetime
) -> None:
    """Entre las 08:00 y las 20:00 MC envía cuatro «no» y el PRD una: antes o después del corte, no hay dos tablas."""
    las_de_siempre(base_de_ataque, min(primera, CORTE) - timedelta(hours=2))
    antes = a_la_vista(primera)
    assert any(antes.values()) is (primera > CORTE)
    entre = primera + timedelta(hours=3)
    propias = [enviar(c, ELLA_NO, entre) for c in base_de_ataque[48:52]]
    enviar(base_de_ataque[60], DE_ELLA, entre)
    for horas in (12, 24, 2_400):
        assert recuperadas(antes, a_la_vista(primera + timedelta(hours=horas)), propias) == {}


def test_el_mismo_ataque_lee_todo_si_hay_una_tabla_en_cada_corte(
    base_de_ataque: list[Candidatura], ahora: datetime
) -> None:
    """El control: sin él, la prueba de arriba no diría nada."""
    previas = las_de_siempre(base_de_ataque, ahora)
    propias = [ELLA_NO] * 4
    antes = con_la_regla_anterior(previas, 69)
    despues = con_la_regla_anterior([*previas, *propias, DE_ELLA], 69)
    assert recuperadas(antes, despues, propias) == DE_ELLA


@pytest.mark.parametrize("consienten", [True, False])
def test_los_perfiles_de_manana_tampoco_dejan_leer_a_quien_no_se_muestra(
    base_de_ataque: list[Candidatura], ahora: datetime, consienten: bool
) -> None:
    """De cuarenta y ocho, treinta y seis consintieron y aún no se validan: quedan doce. El control: si ninguna consintió."""
    for i, c in enumerate(base_de_ataque[:48]):
        dicho = ("si", "no", "pnc")[(i // 3) % 3]
        enviar(c, dict.fromkeys(PREGUNTAS, dicho), ahora, se_leera=consienten and i < 36)
    assert any(a_la_vista(CORTE + timedelta(hours=8)).values()) is not consienten


def test_la_etiqueta_de_la_accion_afirmativa_se_cuenta_como_sabida(
    base_de_ataque: list[Candidatura], ahora: datetime
) -> None:
    """Treinta y seis entraron por ser indígenas, que es público, y quedan doce; de otra pregunta la etiqueta no dice nada."""
    for i, c in enumerate(base_de_ataque[:48]):
        c.acciones_afirmativas = ["indigenas"] if i < 36 else []
        c.save()
        constan.alta(c)
        enviar(c, dict.fromkeys(PREGUNTAS, ("si", "no", "pnc")[(i // 3) % 3]), ahora)
    hoy = a_la_vista(CORTE + timedelta(hours=8))
    assert (bool(hoy["p1"]), bool(hoy["p4"])) == (False, True)


@pytest.mark.parametrize("ajenas", [1, 4])
def test_con_una_sola_tabla_tampoco_resta_lo_suyo_si_quedan_pocas(
    base_de_ataque: list[Candidatura], ahora: datetime, ajenas: int
) -> None:
    """MC envía doce y el PRD una o cuatro, y nadie más: la tabla menos lo de MC sería lo del PRD. No se publica."""
    propias = [
        enviar(c, {p: ("si", "no", "pnc")[i % 3] for p in PREGUNTAS}, ahora)
        for i, c in enumerate(base_de_ataque[48:60])
    ]
    ellas = [enviar(c, DE_ELLA, ahora) for c in base_de_ataque[60 : 60 + ajenas]]
    vacia = {p: {"si": 0, "no": 0, "pnc": 0} for p in PREGUNTAS}
    assert not any(a_la_vista(CORTE + timedelta(hours=8)).values())
    sin_cuidar = {p: dict(Counter(r[p] for r in [*propias, *ellas])) for p in PREGUNTAS}
    assert (recuperadas(vacia, sin_cuidar, propias) == DE_ELLA) is (ajenas == 1)
