"""Todo lo publicado en todos los cortes se entrega a un programa que resuelve sistemas enteros: nada queda fijo.

HiGHS minimiza y maximiza cada celda oculta sujeta a lo que cualquiera sabe: los totales, las celdas visibles,
lo que dice «menos de», el método, y que una respuesta enviada no se retira (lo peor para quien contestó).
"""

from __future__ import annotations

from random import Random

import highspy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conoceles.estadistica.reserva.proteccion import Oculta, proteger
from conoceles.estadistica.reserva.tiempo import Tabla, delata

SIN = "sin_respuesta"
OPCIONES = (("si", "no", "pnc"), ("si", "no"), ("a", "b", "c", "d", "no", "pnc"))


def tabla(cuentas: dict[str, int], umbral: int) -> Tabla:
    """La reserva empieza por «no»; «sin respuesta», al último: como en la estadística."""
    claves = list(cuentas)
    orden = sorted(range(len(claves)), key=lambda i: (claves[i] != "no", claves[i] == SIN, i))
    vistas = proteger([*cuentas.values()], umbral, orden)
    return Tabla(cuentas, dict(zip(claves, vistas, strict=True)), umbral)


def eleccion(azar: Random, *, cuidar: bool) -> list[Tabla]:
    """Lo publicado en una elección al azar. `cuidar`: la tabla que delata espera; sin él, todas salen."""
    umbral, claves = azar.choice((3, 5)), azar.choice(OPCIONES)
    pesos = [azar.choice((0.02, 0.1, 0.5, 1, 3)) for _ in claves]
    cuentas = dict.fromkeys(claves, 0) | {SIN: azar.randint(20, 90)}
    publicadas = [tabla(cuentas, umbral)]
    for _ in range(azar.randint(2, 9)):
        nuevas = azar.randint(umbral, 3 * umbral)
        if nuevas > cuentas[SIN]:
            break
        cuentas = dict(cuentas)
        for clave in azar.choices(claves, pesos, k=nuevas):
            cuentas[clave] += 1
            cuentas[SIN] -= 1
        nueva = tabla(cuentas, umbral)
        if not (cuidar and delata([*publicadas, nueva], SIN)):
            publicadas.append(nueva)
    return publicadas


def cotas(t: Tabla, clave: str) -> tuple[int, int]:
    """Entre qué valores está una celda para quien lee la tabla y el método publicado, y nada más.

    «Menos de k» es de 0 a k-1. Lo reservado junto a alguna «menos de k» es de k en adelante, porque lo menor se habría
    dicho así. Si todo está reservado, la tabla no dice siquiera si es chico: de 0 en adelante.
    """
    vista, total = t.vistas[clave], sum(t.cuentas.values())
    if vista not in (Oculta.MENOS, Oculta.RESERVADA):
        return int(str(vista)), int(str(vista))
    if vista is Oculta.MENOS:
        return 0, t.umbral - 1
    hay_chicas = any(v is Oculta.MENOS for v in t.vistas.values())
    return (t.umbral, total) if hay_chicas else (0, total)


def determinadas(tablas: list[Tabla]) -> set[tuple[int, str]]:
    """Celdas ocultas que solo admiten un valor, según el programa entero."""
    modelo = highspy.Highs()
    modelo.silent()
    x = {}
    for n, t in enumerate(tablas):
        total = sum(t.cuentas.values())
        for c in t.cuentas:
            menor, mayor = cotas(t, c)
            x[n, c] = modelo.addVariable(lb=menor, ub=mayor, type=highspy.HighsVarType.kInteger)
        modelo.addConstr(sum(x[n, c] for c in t.cuentas) == total)
    for n in range(1, len(tablas)):
        for c in tablas[0].cuentas:
            if c != SIN:
                modelo.addConstr(x[n, c] - x[n - 1, c] >= 0)
    return {
        (n, c)
        for n, t in enumerate(tablas)
        for c, vista in t.vistas.items()
        if isinstance(vista, Oculta) and _extremo(modelo, x[n, c], 1) == _extremo(modelo, x[n, c], -1)
    }


def _extremo(modelo: highspy.Highs, celda: object, signo: int) -> int:
    (modelo.minimize if signo > 0 else modelo.maximize)(celda)
    assert modelo.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return round(modelo.getObjectiveValue())


@pytest.mark.lenta
@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_ninguna_celda_oculta_queda_determinada_por_todos_los_cortes(semilla: int) -> None:
    assert determinadas(eleccion(Random(semilla), cuidar=True)) == set()


@pytest.mark.simulacro
@given(st.integers(0, 2**32))
@settings(max_examples=300)
def test_ninguna_celda_oculta_queda_determinada_en_trescientas_elecciones(semilla: int) -> None:
    assert determinadas(eleccion(Random(semilla), cuidar=True)) == set()


def test_sin_cuidar_el_tiempo_el_programa_encuentra_fugas() -> None:
    """El control: si publicar todo no tuviera fugas, la prueba de arriba no diría nada."""
    cuatro = {"si": 4, "no": 10, "pnc": 0, SIN: 22}
    nueve = {"si": 9, "no": 10, "pnc": 0, SIN: 17}
    assert determinadas([tabla(cuatro, 5), tabla(nueve, 5)]) == {(0, "si")}
    assert delata([tabla(cuatro, 5), tabla(nueve, 5)], SIN)


@pytest.mark.lenta
@given(st.integers(0, 2**32))
@settings(max_examples=25)
def test_la_red_y_el_programa_entero_dicen_lo_mismo(semilla: int) -> None:
    """Donde el programa halla una celda fija, la red también lo dijo antes de publicarla."""
    publicadas = eleccion(Random(semilla), cuidar=False)
    if determinadas(publicadas):
        assert any(delata(publicadas[:n], SIN) for n in range(1, len(publicadas) + 1))


def test_no_se_sabe_que_todas_las_nuevas_contestaron_lo_mismo() -> None:
    antes = {"si": 20, "no": 30, "pnc": 8, SIN: 42}
    assert delata([tabla(antes, 5), tabla(antes | {"no": 36, SIN: 36}, 5)], SIN)
    assert not delata([tabla(antes, 5), tabla(antes | {"no": 35, "si": 21, SIN: 36}, 5)], SIN)


def test_no_se_sabe_que_contesto_quien_se_va() -> None:
    antes = {"si": 20, "no": 30, "pnc": 8, SIN: 42}
    assert delata([tabla(antes, 5), tabla(antes | {"si": 19, SIN: 43}, 5)], SIN)
    assert delata([tabla(antes, 5), tabla(antes | {"si": 19, "no": 36, SIN: 37}, 5)], SIN)


def con_perfiles(azar: Random) -> list[Tabla]:
    """Lo que se lee en los perfiles, como una tabla que todo el mundo conoce entera, y la que se va a publicar."""
    umbral, claves = azar.choice((3, 5)), azar.choice(OPCIONES)
    dichas = {c: azar.randint(0, azar.choice((3, 9, 40))) for c in claves}
    leidas = {c: azar.randint(0, n) for c, n in dichas.items()}
    sin, poblacion = azar.randint(0, 30), sum(dichas.values())
    vistas = leidas | {SIN: poblacion + sin - sum(leidas.values())}
    return [Tabla(vistas, vistas, umbral), tabla(dichas | {SIN: sin}, umbral)]


@pytest.mark.lenta
@given(st.integers(0, 2**32))
@settings(max_examples=40)
def test_restar_lo_que_se_lee_en_los_perfiles_tampoco_determina_una_celda(semilla: int) -> None:
    tablas = con_perfiles(Random(semilla))
    assert delata(tablas, SIN) or determinadas(tablas) == set()


def test_cuatro_que_lo_publican_son_todas_las_menos_de_cinco() -> None:
    """«Sí» es «menos de 5» y cuatro lo dicen en su perfil: son cuatro, y nadie más contestó que sí."""
    nueva = tabla({"si": 4, "no": 30, "pnc": 8, SIN: 30}, 5)
    for leidas, delatan in ((4, True), (3, False)):
        perfiles = {"si": leidas, "no": 10, "pnc": 0, SIN: 62 - leidas}
        assert delata([Tabla(perfiles, perfiles, 5), nueva], SIN) is delatan


def test_una_reservada_no_puede_ser_chica_y_eso_tambien_se_sabe() -> None:
    """«No» se reservó junto a una «menos de 5»: es 5 o más. Si después se lee que son 5, eran 5."""
    antes = tabla({"si": 0, "no": 5, "pnc": 20, SIN: 30}, 5)
    despues = tabla({"si": 10, "no": 5, "pnc": 21, SIN: 19}, 5)
    assert antes.vistas["no"] is Oculta.RESERVADA
    assert despues.vistas["no"] == 5
    assert (0, "no") in determinadas([antes, despues])
    assert delata([antes, despues], SIN)


def test_lo_que_dos_tablas_con_poca_gente_dejan_saber_se_nota() -> None:
    """Cada una sola calla; juntas, dicen de más."""
    uno, otro = {"si": 5, "no": 3, SIN: 13}, {"si": 5, "no": 12, SIN: 4}
    assert delata([tabla(uno, 5), tabla(otro, 5)], SIN)
    antes, despues = {"si": 10, "no": 10, SIN: 34}, {"si": 10, "no": 9, SIN: 40}
    assert delata([tabla(antes, 5), tabla(despues, 5)], SIN)
