"""Ni lo que sale ni «no se publica» dicen qué contestó alguien a quien sabe la regla, y hasta a tres que se junten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from random import Random

import pytest

from conoceles.estadistica import asentar
from conoceles.estadistica.identidad import vistas
from conoceles.estadistica.reserva.partes import Parte
from conoceles.estadistica.reserva.proteccion import Oculta
from conoceles.identidad.totales.conteos import SIN_RESPUESTA
from conoceles.identidad.totales.tablas import Asentada
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.proceso.carga import leer_carpeta
from conoceles.proceso.definicion import Definicion
from estadistica import regla_escrita as escrita
from estadistica.atacante_de_mundos import Lectura, lecturas
from estadistica.elecciones_al_azar import con_quien_va_sola, de_partidos, grande
from estadistica.regla_escrita import MENOS, OPCIONES, RESERVADA, K, Mundo, Regla, Vista

CORTE = datetime.fromisoformat("2024-04-28T00:00:00-06:00")
CLASES: tuple[Callable[[Random], Mundo], ...] = (de_partidos, con_quien_va_sola)


@pytest.fixture(scope="module")
def definicion() -> Definicion:
    return leer_carpeta(RAIZ_PROYECTO / "procesos" / "durango-2023-2024")


def _elecciones(cuantas: int, *clases: Callable[[Random], Mundo]) -> Iterator[tuple[Mundo, Random]]:
    for clase in clases or CLASES:
        for semilla in range(cuantas):
            azar = Random(f"{clase.__name__} {semilla}")
            yield clase(azar), azar


def _la_del_producto(definicion: Definicion, mundo: Mundo) -> Vista | None:
    """Lo que se publica de verdad: es lo juzgado."""
    totales = Counter(dict(zip(OPCIONES, escrita.suma([c for p in mundo.partes for c in p]), strict=True)))
    tabla = Asentada(CORTE, totales.total() + mundo.sin, K, dict(+totales) | {SIN_RESPUESTA: mundo.sin})
    if not asentar.sale(definicion, "p9", [_parte(p) for p in mundo.partes], tabla):
        return None
    nombres = {Oculta.MENOS: MENOS, Oculta.RESERVADA: RESERVADA}
    vista = vistas([*OPCIONES, SIN_RESPUESTA], tabla).values()
    return tuple(nombres[v] if isinstance(v, Oculta) else v for v in vista)


def _parte(parte: escrita.Parte) -> Parte:
    se_leen = +Counter(dict(zip(OPCIONES, parte.a_la_vista, strict=True)))
    calladas = +Counter(dict(zip(OPCIONES, parte.calladas, strict=True)))
    return Parte({"p9": se_leen + calladas}, {"p9": se_leen})


def _leidas(cuantas: int, regla: Regla) -> list[Lectura]:
    recordada = cache(regla)
    todas = _elecciones(cuantas)
    return [una for mundo, azar in todas for una in lecturas(mundo, recordada(mundo), recordada, azar)]


def _atacar(definicion: Definicion, cuantas: int) -> tuple[int, list[tuple[Mundo, Lectura]]]:
    regla, salieron, leidas = cache(escrita.hoy), 0, []
    for mundo, azar in _elecciones(cuantas):
        vista = _la_del_producto(definicion, mundo)
        salieron += vista is not None
        leidas += [(mundo, una) for una in lecturas(mundo, vista, regla, azar)]
    return salieron, leidas


def test_la_regla_escrita_desde_su_explicacion_es_la_que_corre(definicion: Definicion) -> None:
    """Si no coincidieran, la explicación no bastaría, y el atacante pensaría en mundos que no son."""
    iguales = Counter[bool]()
    for mundo, _ in _elecciones(60, *CLASES, grande):
        vista = _la_del_producto(definicion, mundo)
        assert vista == escrita.hoy(mundo), mundo
        iguales[vista is not None] += 1
    assert min(iguales[True], iguales[False]) > 20


def test_quien_piensa_en_mundos_no_lee_a_nadie(definicion: Definicion) -> None:
    salieron, leidas = _atacar(definicion, 150)
    assert salieron > 30
    assert leidas == []


@pytest.mark.parametrize(
    ("regla", "salio"),
    [
        pytest.param(escrita.siempre, {True}, id="si toda tabla sale"),
        pytest.param(escrita.que_los_esconda, {True, False}, id="si sale cuando disimula que son iguales"),
        pytest.param(escrita.sin_cuidar_a_una_sola, {True}, id="si no se cuida a la única de su parte"),
    ],
)
def test_el_mismo_atacante_lee_con_las_reglas_que_no_bastaban(regla: Regla, salio: set[bool]) -> None:
    """El control. Con la segunda leía también en «no se publica»."""
    leidas = _leidas(90, regla)
    assert {una.salio for una in leidas} == salio
    assert {len(una.quienes) for una in leidas} >= {2, 3}


@pytest.mark.simulacro
def test_en_miles_de_elecciones_tampoco_lee_a_nadie(definicion: Definicion) -> None:
    salieron, leidas = _atacar(definicion, 15_000)
    assert salieron > 3_000
    assert leidas == []


@pytest.mark.simulacro
def test_con_muchas_personas_salen_casi_las_mismas_que_con_la_regla_de_antes() -> None:
    """Lo que cuesta: nada donde hay muchas, y un tercio de las tablas donde hay muy pocas."""
    salen = {
        regla.__name__: sum(regla(mundo) is not None for mundo, _ in _elecciones(150, grande))
        for regla in (escrita.hoy, escrita.que_los_esconda)
    }
    assert salen["hoy"] == salen["que_los_esconda"] > 75
