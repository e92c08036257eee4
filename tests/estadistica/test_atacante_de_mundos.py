"""Ni lo que sale ni «no se publica» dicen qué contestó alguien a quien sabe la regla, y hasta a tres que se junten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from conoceles.estadistica.reserva.regla import a_salvo
from estadistica import regla_escrita as escrita
from estadistica.atacante_de_mundos import Ataque, Lectura
from estadistica.elecciones_al_azar import Eleccion, como_durango, contestaron, eleccion
from estadistica.regla_escrita import Dichas, K, Regla

CHICAS, MEDIANAS, GRANDES = (5, 45), (60, 60), (263, 263)


def _elecciones(cuantas: int, tamano: tuple[int, int], desde: int = 0) -> Iterator[tuple[Eleccion, Random]]:
    for semilla in range(desde, desde + cuantas):
        azar = Random(f"{tamano} {semilla}")
        yield eleccion(azar, azar.randint(*tamano)), azar


def _la_del_producto(una: Eleccion) -> bool:
    """Lo que se publica de verdad: es lo juzgado."""
    return a_salvo(contestaron(*una), K)


def _leidas(una: Eleccion, regla: Regla, azar: Random, miran: int = 60) -> Iterator[Lectura]:
    """Se ven las cuentas exactas, o que la tabla no salió."""

    def ver(dichas: Dichas) -> object:
        return Counter(dichas) if regla(una.gente, dichas) else None

    return Ataque(una.gente, ver, azar).lecturas(una.dichas, miran)


def _atacar(
    cuantas: int, tamano: tuple[int, int], *, no_salen: int = 0, miran: int = 60
) -> tuple[int, list[Lectura]]:
    """Las que salen, todas; de las que no, las primeras."""
    salieron, leidas, miradas = 0, list[Lectura](), 0
    for una, azar in _elecciones(cuantas, tamano):
        sale = _la_del_producto(una)
        salieron += sale
        miradas += not sale
        if sale or miradas <= no_salen:
            leidas += _leidas(una, escrita.hoy, azar, miran)
    return salieron, leidas


@pytest.mark.parametrize("tamano", [CHICAS, MEDIANAS])
def test_la_regla_escrita_desde_su_pagina_es_la_que_corre(tamano: tuple[int, int]) -> None:
    """Si no coincidieran, la página no bastaría, y el atacante pensaría en mundos que no son."""
    salen = Counter[bool]()
    for una, _ in _elecciones(400 if tamano == CHICAS else 60, tamano):
        salen[_la_del_producto(una)] += 1
        assert _la_del_producto(una) == escrita.hoy(*una), una
    assert min(salen[True], salen[False]) > 3


def test_quien_piensa_en_mundos_no_lee_a_nadie() -> None:
    salieron, leidas = _atacar(120, (30, 60), no_salen=3, miran=4)
    assert salieron > 3
    assert leidas == []


@pytest.mark.parametrize(
    "regla",
    [
        pytest.param(escrita.siempre, id="si toda tabla sale"),
        pytest.param(escrita.sin_cuidar_a_nadie_mas, id="si solo se cuida de quien lee los perfiles"),
        pytest.param(escrita.que_no_todas_digan_lo_mismo, id="si basta que no todas digan lo mismo"),
    ],
)
def test_el_mismo_atacante_lee_con_las_reglas_que_no_bastan(regla: Regla) -> None:
    """El control: sin él, no leer a nadie no diría nada."""
    salen = (par for par in _elecciones(400, (5, 20)) if regla(*par[0]))
    assert any(next(_leidas(una, regla, azar), None) for una, azar in salen)


@pytest.mark.simulacro
@pytest.mark.parametrize(
    ("cuantas", "tamano", "minimo"), [(3_000, CHICAS, 50), (500, MEDIANAS, 25), (60, GRANDES, 15)]
)
def test_en_miles_de_elecciones_tampoco_lee_a_nadie(
    cuantas: int, tamano: tuple[int, int], minimo: int
) -> None:
    salieron, leidas = _atacar(cuantas, tamano, no_salen=60)
    assert salieron > minimo
    assert leidas == []


def test_con_tanta_gente_como_en_durango_salen_casi_todas() -> None:
    """De cuarenta, con quienes se leen en su perfil ya a la vista."""
    assert sum(_la_del_producto(como_durango(Random(f"durango {n}"))) for n in range(40)) >= 36
