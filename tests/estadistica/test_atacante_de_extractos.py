"""Cientos de elecciones al azar contra quien recibe extractos y sabe lo suyo, lo de quien se le junte y los perfiles."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import pytest

from conoceles.estadistica.reserva import regla
from conoceles.estadistica.reserva.cruce import TODAS, de_una_pregunta
from conoceles.identidad.totales.contestadas import PUBLICO, Contestada
from estadistica.atacante_de_extractos import Cruce, Persona, leidas, leidas_entre_dos

K = 5
PREGUNTAS = ("p1", "p2", "p3", "p4")
ATRIBUTOS = ("sexo", "cargo", "edad")
VALORES = frozenset({"si", "no", "pnc"})


def eleccion(azar: random.Random) -> list[Persona]:
    """De cincuenta a cuatrocientas personas, de cuatro a doce que capturan, respuestas de parejas a muy raras."""
    fuerzas = [f"F{i}" for i in range(azar.randint(4, 12))]
    raras = [azar.choice((0.02, 0.1, 0.4)) for _ in PREGUNTAS]
    publican = azar.choice((0.0, 0.1, 0.5))
    return [
        {
            "quien": str(n),
            "sabe": azar.choice(fuerzas),
            "publica": "si" if azar.random() < publican else "no",
            "sexo": azar.choice(("mujer", "hombre")),
            "cargo": azar.choice(("diputacion_mr", "diputacion_rp")),
            "edad": azar.choice(("21-29", "30-39", "40-49", "50-59")),
            **{p: "si" if azar.random() < rara else "no" for p, rara in zip(PREGUNTAS, raras, strict=True)},
        }
        for n in range(azar.randint(50, 400))
    ]


def cruces(gente: Sequence[Persona]) -> list[Cruce]:
    """Los que se entregarían, uno por pregunta."""
    return [
        _leido(pregunta, hecho)
        for pregunta in PREGUNTAS
        if (hecho := de_una_pregunta(pregunta, VALORES, _contestaron(gente, pregunta), K))
    ]


def _contestaron(gente: Sequence[Persona], pregunta: str) -> Counter[tuple[tuple[str, ...], Contestada]]:
    cuenta = Counter[tuple[tuple[str, ...], Contestada]]()
    for p in gente:
        saben = frozenset({p["sabe"], PUBLICO} if p["publica"] == "si" else {p["sabe"]})
        cuenta[tuple(p[a] for a in ATRIBUTOS), Contestada(p[pregunta], saben, saben)] += 1
    return cuenta


def _leido(pregunta: str, hecho: Mapping[str, int]) -> Cruce:
    """Con la respuesta en la columna de su pregunta, y sin los atributos que no van."""
    cruce = {}
    for pares, n in hecho.items():
        dichos = dict(json.loads(pares))
        valores = {pregunta: dichos["respuesta"]} | {a: dichos[a] for a in ATRIBUTOS if dichos[a] != TODAS}
        cruce[tuple(valores.items())] = n
    return cruce


def con_la_regla_vieja(gente: Sequence[Persona]) -> Cruce:
    """Cada cuestionario entero, sin umbral."""
    columnas = (*ATRIBUTOS, *PREGUNTAS)
    return Counter(tuple((c, p[c]) for c in columnas) for p in gente)


def juntas(gente: Sequence[Persona], cuantos: int) -> list[tuple[str, ...]]:
    return list(combinations(sorted({p["sabe"] for p in gente}), cuantos))


def _leidas(semillas: range, cuantos: int) -> tuple[int, int]:
    """En cuántas elecciones hubo extracto, y en cuántas alguien leyó a alguien."""
    hubo = leyeron = 0
    for semilla in semillas:
        gente = eleccion(random.Random(semilla))
        hechos = cruces(gente)
        hubo += bool(hechos)
        leyeron += any(
            leidas(h, gente, j, {*PREGUNTAS} & {c for par in h for c, _ in par})
            for h in hechos
            for j in juntas(gente, cuantos)
        )
    return hubo, leyeron


def test_solos_o_hasta_tres_que_se_junten_no_leen_a_nadie() -> None:
    semillas = range(50)
    for cuantos in range(4):
        hubo, leyeron = _leidas(semillas, cuantos)
        assert leyeron == 0, cuantos
    assert hubo > len(semillas) // 4  # si no saliera ninguno, no diría nada


def test_cada_combinacion_la_comparten_tantas_como_el_umbral() -> None:
    for semilla in range(50):
        hechos = cruces(eleccion(random.Random(semilla)))
        assert all(n >= K for hecho in hechos for n in hecho.values())


@pytest.mark.parametrize(("podrian_leerse", "hay"), [(0, True), (4, True), (5, False)])
def test_en_cada_celda_hay_tantas_que_no_podrian_leerse_como_el_umbral(
    podrian_leerse: int, hay: bool
) -> None:
    """Nueve dijeron «sí»; una etiqueta, o un permiso que espera, podría decir quiénes son algunas."""
    clase = ("mujer", "diputacion_mr", "30-39")
    una, quiza = frozenset({"F1"}), frozenset({"F1", PUBLICO})
    dichas = {
        (clase, Contestada("no", frozenset({"F0"}), frozenset({"F0"}))): 20,
        (clase, Contestada("no", una, una)): 10,
        (clase, Contestada("pnc", una, una)): 6,
        (clase, Contestada("si", una, una)): 9 - podrian_leerse,
        (clase, Contestada("si", quiza, una)): podrian_leerse,
        (clase, Contestada("pnc", frozenset({"F0"}), frozenset({"F0"}))): 6,
    }
    assert bool(de_una_pregunta("p1", VALORES, dichas, K)) is hay


def test_el_mismo_atacante_lee_con_la_regla_vieja_con_uno_y_con_dos_extractos() -> None:
    """El control: dos extractos con unos envíos en medio, que un partido eligió cuándo hacer."""
    uno = dos = 0
    for semilla in range(40):
        azar = random.Random(semilla)
        gente = eleccion(azar)
        uno += bool(leidas(con_la_regla_vieja(gente), gente, ("F0",), set(PREGUNTAS)))
        nuevas = gente[-3:]
        antes, despues = con_la_regla_vieja(gente[:-3]), con_la_regla_vieja(gente)
        dos += bool(leidas_entre_dos(antes, despues, nuevas, {p["sabe"] for p in nuevas[1:]}, set(PREGUNTAS)))
    assert (uno > 30, dos > 20) == (True, True)


def test_sin_cuidar_a_quien_captura_el_atacante_lee(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otro control: con solo el umbral, quien resta las suyas halla que las que faltan dijeron todas lo mismo."""
    monkeypatch.setattr(regla, "JUNTAN", 0)
    assert _leidas(range(30), 3)[1] > 0
