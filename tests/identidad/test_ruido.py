"""La garantía de las tablas de identidad, calculada: lo que se publica no delata lo que contestó nadie, sepa lo que sepa quien mira.

Quien juzga no comparte nada con el programa: la probabilidad de cada sorteo se saca recorriendo sus ramas,
la de cada tabla publicada sumando las de los sorteos que la dan, y lo que cada sorteo gasta lo dice OpenDP.
"""

from __future__ import annotations

import random
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction
from itertools import pairwise, product
from math import exp, log, tanh
from typing import NamedTuple, TypeVar

import pytest

from conoceles.identidad.totales import ruido
from conoceles.identidad.totales.ruido import Cifra, ajustadas, laplace, margen, proteger
from conoceles.proceso.definicion import EPSILON

EPS = Fraction(EPSILON)
Tabla = tuple[Cifra, ...]
T = TypeVar("T", bound=Hashable)


@pytest.fixture
def azar(monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """El mismo azar en cada corrida: la fuente del sistema no se repite, y una prueba sí."""
    fuente = random.Random(7)
    monkeypatch.setattr(secrets, "randbelow", fuente.randrange)
    return fuente


def test_epsilon_por_omision_es_el_logaritmo_de_tres_hacia_abajo() -> None:
    assert 0 <= log(3) - EPS < 0.0001


# ------------------------------------------------------------ el sorteo


class _Bifurca(Exception):
    """Falta decidir qué sale: `pesos`, la probabilidad de cada cosa."""

    def __init__(self, pesos: dict[int, float]) -> None:
        self.pesos = pesos


def _ramas(hacer: Callable[[Callable[[dict[int, float]], int]], T], minima: float) -> dict[T, float]:
    """Cada resultado con su probabilidad, sumadas las ramas que llevan a él; las de menos de `minima` no se recorren."""
    halladas, pendientes = defaultdict[T, float](float), [((), 1.0)]
    while pendientes:
        camino, peso = pendientes.pop()
        quedan = iter(camino)

        def dado(pesos: dict[int, float], quedan: Iterator[int] = quedan) -> int:
            if (sale := next(quedan, None)) is None:
                raise _Bifurca(pesos)
            return sale

        try:
            halladas[hacer(dado)] += peso
        except _Bifurca as aqui:
            siguen = (((*camino, sale), peso * p) for sale, p in aqui.pesos.items())
            pendientes.extend(rama for rama in siguen if rama[1] >= minima)
    return halladas


@pytest.mark.parametrize("x", [Fraction(0), Fraction(1, 3), Fraction(4_321, 10_000), Fraction(1)])
def test_la_moneda_pasa_con_la_probabilidad_que_dice(x: Fraction, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lo que sale solo se compara con un umbral: bastan dos ramas, la que queda debajo y la que no."""

    class Moneda(NamedTuple):
        de: int
        dado: Callable[[dict[int, float]], int]

        def __lt__(self, umbral: object) -> bool:
            assert isinstance(umbral, int)
            return bool(self.dado({1: umbral / self.de, 0: 1 - umbral / self.de}))

    def hacer(dado: Callable[[dict[int, float]], int]) -> bool:
        monkeypatch.setattr(secrets, "randbelow", lambda n: Moneda(n, dado))
        return ruido._pasa(x)

    assert _ramas(hacer, 1e-12)[True] == pytest.approx(exp(-x), abs=1e-9)


class _OtraVez(Exception):
    """El sorteo empieza de nuevo: lo que sigue se reparte como lo de antes."""


@pytest.mark.parametrize("escala", [Fraction(1), Fraction(3, 2), Fraction(9, 5)])
def test_la_probabilidad_de_cada_sorteo_es_la_del_laplace_discreto(
    escala: Fraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """De una vuelta, entre las que no empiezan de nuevo."""

    def hacer(dado: Callable[[dict[int, float]], int]) -> int | None:
        vueltas = 0

        def menor_que(n: int) -> int:
            nonlocal vueltas
            vueltas += n == escala.numerator
            if vueltas > 1:
                raise _OtraVez
            return dado(dict.fromkeys(range(n), 1 / n))

        monkeypatch.setattr(secrets, "randbelow", menor_que)
        monkeypatch.setattr(ruido, "_pasa", lambda x: bool(dado({1: exp(-x), 0: 1 - exp(-x)})))
        try:
            return laplace(escala)
        except _OtraVez:
            return None

    halladas = _ramas(hacer, 1e-9)
    assert sum(halladas.values()) == pytest.approx(1, abs=1e-6), "casi todo se recorrió"
    for n in range(-5, 6):
        debe = tanh(1 / (2 * float(escala))) * exp(-abs(n) / float(escala))
        assert halladas[n] / (1 - halladas[None]) == pytest.approx(debe, abs=1e-6)


def test_doscientos_mil_sorteos_se_reparten_como_deben(azar: random.Random) -> None:
    """Ji cuadrada de once clases: con diez grados de libertad, 29.6 pasa una vez de cada mil."""
    a, cuantos = float(EPS) / 2, 200_000
    salen = Counter(min(max(laplace(2 / EPS), -5), 5) for _ in range(cuantos))
    cola = exp(-5 * a) / (1 + exp(-a))
    debe = {n: tanh(a / 2) * exp(-a * abs(n)) if abs(n) < 5 else cola for n in range(-5, 6)}
    assert abs(sum(debe.values()) - 1) < 1e-9
    assert sum((salen[n] - cuantos * p) ** 2 / (cuantos * p) for n, p in debe.items()) < 29.6


def test_lo_que_gasta_una_tabla_es_lo_que_otra_biblioteca_calcula(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cambiar una respuesta mueve dos celdas en uno; con la mitad del azar, OpenDP dice el doble."""
    import opendp.prelude as dp

    dp.enable_features("contrib")
    escalas = list[Fraction]()
    monkeypatch.setattr(ruido, "laplace", lambda escala: escalas.append(escala) or 0)
    proteger(["si", "no"], {}, {"si": 3, "no": 4}, EPS)
    [escala] = {*escalas}
    dominio, distancia = dp.vector_domain(dp.atom_domain(T=int)), dp.l1_distance(T=int)
    gastos = [dp.m.make_laplace(dominio, distancia, scale=float(e)).map(2) for e in (escala, escala / 2)]
    assert gastos == pytest.approx([float(EPS), 2 * float(EPS)])


# ------------------------------------------------------------ lo que se publica


def _publicadas(
    calladas: tuple[int, ...], escala: float, monkeypatch: pytest.MonkeyPatch
) -> dict[Tabla, float]:
    """Cada tabla que puede publicarse, con su probabilidad: se recorren todos los sorteos de −14 a 14 en cada celda."""
    celdas, hasta = "abc"[: len(calladas)], 14
    pesos = {n: tanh(1 / (2 * escala)) * exp(-abs(n) / escala) for n in range(-hasta, hasta + 1)}
    salen = defaultdict[Tabla, float](float)
    for sorteo in product(pesos, repeat=len(celdas)):
        dados = iter(sorteo)
        monkeypatch.setattr(ruido, "laplace", lambda _, dados=dados: next(dados))
        tabla = proteger(celdas, {}, dict(zip(celdas, calladas, strict=True)), EPS)
        salen[tuple(tabla.values())] += (
            pesos[sorteo[0]] * pesos[sorteo[1]] * (pesos[sorteo[2]] if len(sorteo) == 3 else 1)
        )
    return salen


def _peor(escala: float, monkeypatch: pytest.MonkeyPatch) -> float:
    """De todas las elecciones de hasta tres personas y sus vecinas, la tabla que más delata: cuántas veces más probable."""
    peor = 1.0
    for cuantas in (1, 2, 3):
        elecciones = [(n, cuantas - n) for n in range(cuantas + 1)]
        suyas = {e: _publicadas(e, escala, monkeypatch) for e in elecciones}
        for una, otra in pairwise(elecciones):
            for tabla in suyas[una].keys() | suyas[otra].keys():
                p, q = suyas[una].get(tabla, 0.0), suyas[otra].get(tabla, 0.0)
                if max(p, q) > 1e-4:  # lo que no se recorrió pesa menos
                    peor = max(peor, p / q if q else float("inf"), q / p if p else float("inf"))
    return peor


def test_ninguna_tabla_es_mas_de_e_a_la_epsilon_veces_mas_probable_con_una_respuesta_que_con_otra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Por enumeración, para quien sabe lo que contestaron todas las demás. Con la mitad del azar, la cuenta lo nota."""
    assert 1.5 < _peor(2 / float(EPS), monkeypatch) <= exp(EPS) * 1.0001
    assert _peor(1 / float(EPS), monkeypatch) > exp(EPS) * 1.5


def test_tampoco_con_tres_celdas(monkeypatch: pytest.MonkeyPatch) -> None:
    una, otra = ((1, 1, 1), (2, 0, 1))
    suyas = [_publicadas(e, 2 / float(EPS), monkeypatch) for e in (una, otra)]
    comunes = [t for t in suyas[0].keys() & suyas[1].keys() if max(s[t] for s in suyas) > 1e-4]
    assert len(comunes) >= 10
    assert (
        max(max(suyas[0][t] / suyas[1][t], suyas[1][t] / suyas[0][t]) for t in comunes) <= exp(EPS) * 1.0001
    )


@pytest.mark.parametrize("cuantas", [1, 20, 60, 263, 3_000])
def test_las_celdas_no_son_negativas_suman_el_total_y_caben_en_su_intervalo(
    azar: random.Random, cuantas: int
) -> None:
    for _ in range(200):
        dichas = Counter(azar.choices("abcde", (90, 6, 2, 1, 1), k=cuantas))
        cifras = proteger("abcdef", {"a": 3}, dichas, EPS)
        assert sum(c.estimado for c in cifras.values()) == cuantas + 3
        for cifra in cifras.values():
            assert 0 <= cifra.exactas <= cifra.desde <= cifra.estimado <= cifra.hasta <= cuantas + 3
            assert cifra.desde < cifra.hasta, "ninguna parece exacta"


def test_la_verdadera_esta_en_su_intervalo_noventa_y_cinco_veces_de_cada_cien(azar: random.Random) -> None:
    """Dos mil elecciones de 263; donde no contestó nadie, el cero siempre está si el azar fue hacia abajo."""
    dentro, error = Counter[bool](), Counter[str]()
    for _ in range(2_000):
        dichas = Counter(azar.choices(("si", "no", "pnc", "sin"), (20, 200, 13, 30), k=263))
        for celda, cifra in proteger(dichas, {}, dichas, EPS).items():
            dentro[cifra.desde <= dichas[celda] <= cifra.hasta] += 1
            error["suma"] += cifra.estimado - dichas[celda]
            error["tamano"] += abs(cifra.estimado - dichas[celda])
    assert 0.94 <= dentro[True] / dentro.total() <= 0.96
    assert error["suma"] == 0
    assert error["tamano"] / dentro.total() < 2


def test_el_margen_es_de_cinco_personas_y_crece_si_epsilon_baja() -> None:
    assert [margen(EPS * n) for n in (2, 1, Fraction(1, 2))] == [3, 5, 11]


@pytest.mark.parametrize(
    ("sorteadas", "total", "quedan"),
    [
        ([5, -3, 0, 7], 8, [3, 0, 0, 5]),
        ([5, 3, 0, 7], 20, [7, 4, 1, 8]),
        ([-5, -3], 4, [1, 3]),
        ([9], 4, [4]),
        ([15_000, 9_000, 6_000, 4], 30_000, [14_999, 8_999, 5_999, 3]),
    ],
)
def test_a_todas_se_les_quita_o_agrega_lo_mismo(sorteadas: list[int], total: int, quedan: list[int]) -> None:
    assert ajustadas(sorteadas, total) == quedan


def test_lo_que_cualquiera_lee_no_lleva_azar(azar: random.Random) -> None:
    assert proteger(["si", "no"], {"si": 4}, {}, EPS) == {"si": Cifra(4, 4, 4, 4), "no": Cifra(0, 0, 0, 0)}
