"""Ni el cruce que se entrega ni que no se entregue dicen qué contestó alguien a quien sabe la regla, y hasta a tres que se junten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from random import Random

import pytest

from conoceles.estadistica.identidad import vistas
from conoceles.estadistica.reserva.cruce import TODAS, de_una_pregunta
from conoceles.estadistica.reserva.regla import a_salvo
from conoceles.identidad.totales.conteos import SIN_RESPUESTA
from conoceles.identidad.totales.contestadas import Contestada
from conoceles.identidad.totales.tablas import Asentada
from estadistica import extracto_escrito as escrita
from estadistica.atacante_de_mundos import Ataque, Lectura
from estadistica.elecciones_al_azar import MANERAS, contestaron, eleccion, justas
from estadistica.extracto_escrito import Estudio, Regla, Visto
from estadistica.regla_escrita import OPCIONES, Dichas, K

CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")
P = "p9"
CLASES: tuple[Callable[[Random], tuple[Estudio, Dichas]], ...]


def variadas(azar: Random) -> tuple[Estudio, Dichas]:
    """Las de las tablas, con sus atributos al azar; de muchas fuerzas, para que salgan."""
    maneras = [m for m in MANERAS if m != "fórmula"]  # de tantas cuentas, probar a cada tres tardaría horas
    gente, dichas = eleccion(azar, azar.randint(60, 260), azar.choice((1, 3, 9, 10, 12)), maneras)
    edades, cargos = azar.choice(((1, 1), (1, 2), (2, 2)))
    atributos = tuple(
        (azar.choice("mh"), str(azar.randrange(cargos)), str(azar.randrange(edades))) for _ in dichas
    )
    return Estudio(gente, atributos, azar.choice((0, 3, 8, 30))), dichas


def al_ras(azar: Random) -> tuple[Estudio, Dichas]:
    """Lo raro, repartido apenas entre las partes, por sexo."""
    (gente, dichas), sexos = justas(azar)
    return Estudio(gente, tuple((s, "p", "0") for s in sexos), azar.choice((0, 8))), dichas


CLASES = (variadas, al_ras)


def _elecciones(
    cuantas: int, *clases: Callable[[Random], tuple[Estudio, Dichas]]
) -> Iterator[tuple[Estudio, Dichas, Random]]:
    for clase in clases or CLASES:
        for semilla in range(cuantas):
            azar = Random(f"{clase.__name__} {semilla}")
            yield *clase(azar), azar


def _lo_del_producto(estudio: Estudio, dichas: Dichas) -> Visto:
    """Lo que se publica y lo que se entrega de verdad: es lo juzgado."""
    if not a_salvo(contestaron(estudio.gente, dichas), K):
        return Visto(None, ())
    cuentas = tuple(dichas.count(i) for i in range(len(OPCIONES)))
    totales = dict(zip(OPCIONES, cuentas, strict=True)) | {SIN_RESPUESTA: estudio.sin}
    vista = vistas([*OPCIONES, SIN_RESPUESTA], Asentada(CORTE, sum(totales.values()), K, totales))
    sueltas = {c for c, v in vista.items() if isinstance(v, int) and v} - {SIN_RESPUESTA}
    return Visto(cuentas, _cruce(estudio, dichas, sueltas) if sueltas else ())


def _cruce(estudio: Estudio, dichas: Dichas, sueltas: set[str]) -> tuple[tuple[tuple[str, ...], int], ...]:
    suyas = Counter[tuple[tuple[str, ...], Contestada]]()
    for una, atributos in enumerate(estudio.atributos):
        [contestada] = contestaron(estudio.gente, dichas, [una])
        suyas[atributos, contestada] += 1
    celdas = []
    for pares, n in de_una_pregunta(P, sueltas, suyas, K).items():
        _, respuesta, *atributos = (valor for _, valor in json.loads(pares))
        celdas.append(((*(a for a in atributos if a != TODAS), respuesta), n))
    return tuple(sorted(celdas))


def _leidas(estudio: Estudio, dichas: Dichas, regla: Regla, azar: Random) -> Iterator[Lectura]:
    visto = regla(estudio, dichas)
    ataque = Ataque(estudio.gente, cache(partial(regla, estudio)), azar, estudio.atributos, visto.van)
    return ataque.lecturas(dichas, miran=5)


def _atacar(cuantas: int, *clases: Callable[[Random], tuple[Estudio, Dichas]]) -> tuple[int, list[Lectura]]:
    """A las que dieron cruce, y a algunas de las que dieron tabla y no cruce."""
    hubo, leidas = Counter[bool](), list[Lectura]()
    for estudio, dichas, azar in _elecciones(cuantas, *clases):
        visto = _lo_del_producto(estudio, dichas)
        hubo[bool(visto.cruce)] += visto.tabla is not None
        if visto.cruce or (visto.tabla and hubo[False] <= cuantas // 4):
            leidas += _leidas(estudio, dichas, escrita.hoy, azar)
    return hubo[True], leidas


def test_la_regla_escrita_desde_su_pagina_es_la_que_corre() -> None:
    """Si no coincidieran, la página no bastaría, y el atacante pensaría en elecciones que no son."""
    hubo = Counter[tuple[bool, int]]()
    for estudio, dichas, _ in _elecciones(25):
        visto = _lo_del_producto(estudio, dichas)
        assert visto == escrita.hoy(estudio, dichas)
        hubo[visto.tabla is not None, visto.van] += 1
    assert hubo.keys() >= {(False, 0), (True, 0), (True, 1)}


def test_quien_piensa_en_mundos_no_lee_a_nadie_en_un_cruce() -> None:
    hubo, leidas = _atacar(14)
    assert hubo > 2
    assert leidas == []


def test_el_mismo_atacante_lee_si_toda_clase_se_entrega() -> None:
    """El control: la tabla cuida a todas juntas, y el cruce no cuidaría a las de una clase."""
    regla = escrita.siempre
    de_cada_una = (
        _leidas(_de_cuatro(e), dichas, regla, azar) for e, dichas, azar in _elecciones(20, variadas)
    )
    assert any(next(suyas, None) for suyas in de_cada_una)


def _de_cuatro(estudio: Estudio) -> Estudio:
    """La misma gente, con tantas edades que pocas las comparten."""
    return replace(estudio, atributos=tuple(("m", "p", str(n // 4)) for n in range(len(estudio.atributos))))


@pytest.mark.simulacro
def test_en_miles_de_elecciones_tampoco_lee_a_nadie_en_un_cruce() -> None:
    hubo, leidas = _atacar(300, variadas)
    assert hubo > 25
    assert leidas == []


@pytest.mark.simulacro
def test_en_las_hechas_para_quedar_al_ras_lee_en_dos_de_trescientas_y_lo_dice_la_decision() -> None:
    """Lo que no se cuida: con lo raro repartido de una en una, que salga dice que quien queda no lo contestó."""
    _, leidas = _atacar(300, al_ras)
    assert len({leida.visto for leida in leidas}) == 2
