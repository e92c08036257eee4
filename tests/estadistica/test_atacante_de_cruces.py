"""Ni el cruce que se entrega ni que no se entregue dicen qué contestó alguien a quien sabe la regla, y hasta a tres que se junten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from itertools import islice
from random import Random

import pytest

from conoceles.estadistica import asentar
from conoceles.estadistica.identidad import vistas
from conoceles.estadistica.reserva.cruce import TODAS, de_una_pregunta
from conoceles.estadistica.reserva.partes import Parte
from conoceles.estadistica.reserva.proteccion import Oculta
from conoceles.identidad.totales.conteos import SIN_RESPUESTA
from conoceles.identidad.totales.tablas import Asentada
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion
from estadistica import extracto_escrito as escrita
from estadistica.atacante_de_cruces import Lectura, lecturas
from estadistica.extracto_escrito import Gente, Persona, Visto
from estadistica.regla_escrita import MENOS, OPCIONES, RESERVADA, K

CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")
P = "p9"


def de_partidos(azar: Random) -> Gente:
    """De tres a doce partes de uno a veinte, que contestan cada una a su modo."""
    de_todas = azar.choice(((1, 3, 0), (1, 1, 0), (1, 6, 1), (1, 1, 1)))
    sin, lee, edades = azar.choice((0, 0, 0.1, 0.3)), azar.choice((0, 0, 0.2)), azar.choice((1, 1, 2))
    gente = []
    for parte in range(azar.choice((3, 5, 6, 8, 9, 10, 12))):
        suyos = azar.choice((de_todas, de_todas, (0, 1, 0), (1, 0, 0), (1, 1, 1)))
        for _ in range(azar.choice((1, 3, 6, 10, 14, 20))):
            dijo = "" if azar.random() < sin else azar.choices(OPCIONES, suyos)[0]
            atributos = (azar.choice("mh"), azar.choice("pr"), str(azar.randrange(edades)))
            gente.append(Persona(parte, bool(dijo) and azar.random() < lee, atributos, dijo))
    return tuple(gente)


def justas(azar: Random) -> Gente:
    """De ocho a once partes con una de cada cosa por sexo, o casi: lo raro está repartido al ras."""
    gente: list[Persona] = []
    noes_de, sola = azar.choice((((1, 1, 2, 3), 1), ((1, 2, 5, 6, 7, 8), 7)))
    for parte in range(azar.choice((8, 9, 9, 10))):
        for sexo in "mh":
            sies, noes = azar.choice((1, 1, 1, 1, 1, 0, 2)), azar.choice(noes_de)
            if azar.random() < 0.2:
                sies, noes = azar.choice(((1, 0), (0, 1), (sola, 0), (0, sola)))
            gente += [Persona(parte, False, (sexo, "p", "0"), "si")] * sies
            gente += [Persona(parte, False, (sexo, "p", "0"), "no")] * noes
    return tuple(gente)


@pytest.fixture(scope="module")
def definicion() -> Definicion:
    return leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")


def _elecciones(cuantas: int, *clases: Callable[[Random], Gente]) -> Iterator[tuple[Gente, Random]]:
    for clase in clases or (justas, de_partidos):
        for semilla in range(cuantas):
            azar = Random(f"{clase.__name__} {semilla}")
            gente = clase(azar)
            if any(p.dijo for p in gente):
                yield gente, azar


def _lo_del_producto(definicion: Definicion, gente: Gente) -> Visto:
    """Lo que se publica y lo que se entrega de verdad: es lo juzgado."""
    totales = Counter(p.dijo or SIN_RESPUESTA for p in gente)
    tabla = Asentada(CORTE, len(gente), K, {SIN_RESPUESTA: 0} | totales)
    quienes = sorted({p.parte for p in gente})
    if not asentar.sale(definicion, P, [_parte([p for p in gente if p.parte == i]) for i in quienes], tabla):
        return Visto(None, ())
    vista = vistas([*OPCIONES, SIN_RESPUESTA], tabla)
    sueltas = {c for c, v in vista.items() if isinstance(v, int) and v} - {SIN_RESPUESTA}
    nombres = {Oculta.MENOS: MENOS, Oculta.RESERVADA: RESERVADA}
    return Visto(
        tuple(nombres[v] if isinstance(v, Oculta) else v for v in vista.values()),
        _cruce(gente, sueltas) if sueltas else (),
    )


def _cruce(gente: Gente, sueltas: set[str]) -> tuple[tuple[tuple[str, ...], int], ...]:
    grupos = [
        (clase, str(i), _parte([p for p in gente if (p.atributos, p.parte) == (clase, i)]))
        for clase, i in sorted({(p.atributos, p.parte) for p in gente})
    ]
    celdas = []
    for pares, n in de_una_pregunta(P, sueltas, grupos, K).items():
        _, respuesta, *atributos = (valor for _, valor in json.loads(pares))
        celdas.append(((*(a for a in atributos if a != TODAS), respuesta), n))
    return tuple(sorted(celdas))


def _parte(suyas: list[Persona]) -> Parte:
    dichas = Counter(p.dijo or SIN_RESPUESTA for p in suyas)
    return Parte({P: dichas}, {P: Counter(p.dijo for p in suyas if p.se_lee)})


def _atacar(definicion: Definicion, cuantas: int) -> tuple[int, list[Lectura]]:
    hubo, leidas = 0, list[Lectura]()
    for gente, azar in _elecciones(cuantas):
        visto = _lo_del_producto(definicion, gente)
        hubo += bool(visto.cruce)
        leidas += lecturas(gente, visto, cache(escrita.hoy), azar)
    return hubo, leidas


def test_la_regla_escrita_desde_su_explicacion_es_la_que_corre(definicion: Definicion) -> None:
    """Si no coincidieran, la explicación no bastaría, y el atacante pensaría en elecciones que no son."""
    hubo = Counter[tuple[bool, int]]()
    for gente, _ in _elecciones(60):
        visto = _lo_del_producto(definicion, gente)
        assert visto == escrita.hoy(gente)
        hubo[visto.tabla is not None, len(visto.cruce[0][0]) if visto.cruce else 0] += 1
    assert {clase for clase, n in hubo.items() if n > 1} >= {(False, 0), (True, 0), (True, 2), (True, 4)}


def test_quien_piensa_en_mundos_no_lee_a_nadie_en_un_cruce(definicion: Definicion) -> None:
    hubo, leidas = _atacar(definicion, 25)
    assert hubo > 8
    assert leidas == []


def test_el_mismo_atacante_lee_con_la_regla_del_cruce_que_no_bastaba() -> None:
    """El control: quien sabe que en cada celda quedaban cinco sabe más de lo que se quería decir."""
    regla = escrita.con_tantas_en_cada_celda
    de_cada_una = (lecturas(gente, regla(gente), regla, azar) for gente, azar in _elecciones(200, justas))
    leidas = list(islice((una for suyas in de_cada_una if (una := next(suyas, None))), 3))
    assert [una.hubo for una in leidas] == [True] * 3


@pytest.mark.simulacro
def test_en_miles_de_elecciones_tampoco_lee_a_nadie_en_un_cruce(definicion: Definicion) -> None:
    hubo, leidas = _atacar(definicion, 2_000)
    assert hubo > 400
    assert leidas == []
