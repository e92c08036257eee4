"""La búsqueda con miles de candidaturas (30,000 para cada versión): se comporta como con cinco y nadie la encarece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from conoceles.lector import texto
from conoceles.lector.busqueda import POR_PAGINA, leer, pagina_buscar, resolver
from conoceles.lector.indice import COMUN, Indice
from conoceles.publicacion.lectura.fichas import Ficha
from publicacion.fichas_de_prueba import ALIANZA, VERDE, escribir, ficha
from taller.banco.publico.buscando import TEMAS, hostiles, normales
from taller.demo.nombres import nombre

TANTAS = (3_000, pytest.param(30_000, marks=pytest.mark.simulacro))
FILTROS = (
    "fuerza=AZ",
    "fuerza=VE",
    "sexo=mujer",
    "edad=30-39",
    "distrito=2",
    "municipio=007",
    "informacion=no",
)
BUSCADO = ("", "agua", "zuniga", "maria", "agua salud", "zuñgia", "ma")


def inventadas(azar: Random, cuantas: int) -> list[Ficha]:
    """Con nombres como los de la demo y propuestas de las que todo el mundo escribe."""
    usados: set[str] = set()
    todas = []
    for n in range(cuantas):
        sexo = azar.choice(("mujer", "hombre"))
        propuesta = (
            f"Trabajo de la comunidad: {' y '.join(azar.sample(TEMAS, 3))}" if azar.random() < 0.8 else ""
        )
        cambios = {"sexo": sexo, "edad": azar.randint(21, 75), "fuerza": azar.choice((ALIANZA, VERDE))}
        lugar = {"distrito": azar.randint(1, 15), "municipios": azar.choice((("005",), ("007",)))}
        todas.append(ficha(f"F{n}", " ".join(nombre(azar, sexo, usados)), propuesta, **cambios, **lugar))
    return todas


@pytest.fixture(scope="module", params=TANTAS)
def fichas(request: pytest.FixtureRequest) -> list[Ficha]:
    return inventadas(Random(30), request.param)


@pytest.fixture(scope="module")
def indice(fichas: list[Ficha], tmp_path_factory: pytest.TempPathFactory) -> Indice:
    return Indice(escribir(tmp_path_factory.mktemp("grande") / "busqueda.sqlite", fichas))


def hallados(indice: Indice, consulta: str) -> int:
    """El mapa de quienes salen."""
    pedido = leer(consulta, indice.filtros)
    return resolver(indice, pedido, indice.buscar(texto.utiles(texto.palabras(pedido.q)))).base


def folios(html: str) -> list[str]:
    return re.findall(r'data-folio="(\w+)"', html)


@pytest.mark.parametrize("q", BUSCADO)
def test_cada_filtro_quita_y_nunca_agrega(indice: Indice, q: str) -> None:
    solo = hallados(indice, f"q={q}")
    assert solo
    for uno in FILTROS:
        con_uno = hallados(indice, f"q={q}&{uno}")
        assert con_uno | solo == solo
        for otro in FILTROS:
            if otro.partition("=")[0] != uno.partition("=")[0]:
                con_dos = hallados(indice, f"q={q}&{uno}&{otro}")
                assert con_dos == con_uno & hallados(indice, f"q={q}&{otro}")
                assert con_dos == hallados(indice, f"{otro}&{uno}&q={q}")


def test_la_cuenta_junto_a_la_opcion_es_la_que_sale_al_elegirla(indice: Indice) -> None:
    html = pagina_buscar(indice, "q=agua&sexo=mujer")
    for filtro in indice.filtros:
        for opcion in filtro.opciones.values():
            elegida = hallados(
                indice,
                f"q=agua&sexo=mujer&{filtro.campo}={opcion.valor}".replace(
                    "&sexo=mujer", "" if filtro.campo == "sexo" else "&sexo=mujer", 1
                ),
            )
            marca = " selected" if (filtro.campo, opcion.valor) == ("sexo", "mujer") else ""
            dicho = (
                f'<option value="{opcion.valor}"{marca}>{opcion.etiqueta} ({elegida.bit_count()})</option>'
            )
            assert dicho in html


def test_las_paginas_juntas_son_el_resultado_una_vez_cada_quien(indice: Indice) -> None:
    mapa = hallados(indice, "q=zuniga")
    paginas = -(-mapa.bit_count() // POR_PAGINA)
    vistos = [f for n in range(1, paginas + 1) for f in folios(pagina_buscar(indice, f"q=zuniga&pagina={n}"))]
    assert len(vistos) == len(set(vistos)) == mapa.bit_count()


def test_barajar_las_candidaturas_cambia_el_orden_y_nada_mas(
    indice: Indice, fichas: list[Ficha], tmp_path: Path
) -> None:
    barajadas = Random(4).sample(fichas, len(fichas))
    otro = Indice(escribir(tmp_path / "busqueda.sqlite", barajadas))

    def quienes(este: Indice, orden: Sequence[Ficha], consulta: str) -> set[str]:
        mapa = hallados(este, consulta)
        return {f.folio for n, f in enumerate(orden) if mapa >> n & 1}

    for q in BUSCADO:
        for consulta in (f"q={q}", f"q={q}&fuerza=VE&edad=30-39"):
            assert quienes(indice, fichas, consulta) == quienes(otro, barajadas, consulta)


@pytest.fixture
def leidas(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Cada lista de coincidencias que se recorre, con cuántas trae: es el trabajo; cuánto tarda lo mide el banco."""
    listas: list[tuple[str, int]] = []
    mapa = Indice._mapa

    def anotar(este: Indice, consulta: str) -> int:
        hallado = mapa(este, consulta)
        listas.append((consulta, hallado.bit_count()))
        return hallado

    monkeypatch.setattr(Indice, "_mapa", anotar)
    return listas


def test_recien_publicada_quien_busca_una_palabra_comun_ya_no_paga_su_lista(
    fichas: list[Ficha], tmp_path: Path, leidas: list[tuple[str, int]]
) -> None:
    recien = Indice(escribir(tmp_path / "busqueda.sqlite", fichas))
    for palabras in (("salud", "agua", "zu"), ("agua", "ma"), ("comunidad", "tr")):
        assert recien.buscar(palabras).todo
    assert not any(cuantas for _, cuantas in leidas)  # la palabra a medio escribir no es de nadie
    leidas.clear()
    for _ in range(2):  # un comienzo más largo se recorre la primera vez
        assert recien.buscar(("transport",)).todo
    largas = [consulta for consulta, cuantas in leidas if cuantas and "propuestas" not in consulta]
    assert largas == ['"transport"*']


def test_una_consulta_hostil_solo_recorre_una_vez_cada_lista_larga(
    indice: Indice, fichas: list[Ficha], leidas: list[tuple[str, int]]
) -> None:
    for consulta in (*normales(Random(5))[:300], *hostiles(Random(6))[:300]):
        antes = len(leidas)
        assert len(pagina_buscar(indice, consulta)) < 100_000
        assert len(leidas) - antes < 100
    largas = [consulta for consulta, cuantas in leidas if cuantas * COMUN > len(fichas)]
    assert len(largas) == len(set(largas))
    leidas.clear()
    for consulta in hostiles(Random(7))[:300]:
        pagina_buscar(indice, consulta)
    nuevas = {consulta for consulta, cuantas in leidas if cuantas * COMUN > len(fichas)}
    assert not nuevas & set(largas)


def test_lo_que_no_esta_en_ningun_nombre_no_se_busca_entre_los_nombres(
    indice: Indice, leidas: list[tuple[str, int]]
) -> None:
    hallado = indice.buscar(("comunidad", "transp"))
    assert hallado.todo
    assert not any("nombre" in consulta for consulta, _ in leidas)
    assert indice.buscar(("zun",)).grupos[3]  # por su comienzo sí puede ser un nombre
