"""Repartir una lista por cómo empieza cada nombre: nadie se queda fuera, y las letras se saben sin repartirla."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from conoceles.nucleo.texto import sin_acentos, slug
from conoceles.publicacion.lectura.fichas import Enlace
from conoceles.publicacion.sitio.abecedario import nombres
from conoceles.publicacion.sitio.abecedario.comienzos import Comienzo, Reparto, letras, partir, recorrer
from publicacion.fichas_de_prueba import VERDE, ficha


def _partidos(suyos: list[str], tope: int) -> tuple[Comienzo[str], ...]:
    orden = sorted(suyos, key=sin_acentos)
    return partir(orden, Reparto(tope, tope, lambda x: f"{x} {suyos.index(x)}", lambda x: x))


def test_una_pagina_larga_se_pliega_en_grupos_que_se_leen_de_corrido() -> None:
    suyos = [f"{a} {b} {n}" for a in ("Galindo", "Gallegos", "Gamboa") for b in "ab" for n in range(9)]
    [letra] = partir(suyos, Reparto(60, 20, lambda x: x, lambda x: x))
    assert letra.cabe
    assert [(p.dicho, len(p.suyos)) for p in letra.pliegues] == [("Gali…", 18), ("Gall…", 18), ("Gam…", 18)]
    assert all(not p.pliegues for p in letra.pliegues)


@pytest.mark.parametrize(
    ("cambio", "siguen"),
    [
        ({"con_informacion": True, "sexo": "hombre", "edad": 50, "estado": "completa"}, True),
        ({"nombre": "Ana Luz"}, False),
        ({"nombre_orden": "luz ana"}, False),
        ({"fuerza": VERDE}, False),
        ({"contienda_nombre": "Distrito 2"}, False),
        ({"en_papel": Enlace("F9", "Otra")}, False),
        ({"folio": "F3"}, False),
    ],
)
def test_la_lista_sigue_igual_si_de_nadie_se_lee_otra_cosa(cambio: dict[str, Any], siguen: bool) -> None:
    antes = [ficha("F1", "Ana"), ficha("F2", "Beto")]
    assert nombres.iguales(antes, [replace(antes[0], **cambio), antes[1]]) is siguen
    assert not nombres.iguales(antes, antes[:1])
    assert not nombres.iguales(antes[:1], antes)


def test_las_letras_son_las_mismas_con_que_se_parte_la_lista() -> None:
    escritos = [
        "ñu",
        "'gar",
        "garza",
        "\u0301eva",
        "de la o",
        "zz",
        "иванов",
        "—",
        "3 b",
        "ñandu",
        "",
        "Beto",
    ]
    lugares = sorted((x, f"{a}{n}") for n, x in enumerate(escritos) for a in "bX")
    partidas = partir(lugares, Reparto(2, 1, " ".join, lambda lugar: lugar[0] or "?"))
    assert letras(reversed(lugares)) == [letra.enlace for letra in partidas]
    assert len(partidas) > 5


@pytest.mark.parametrize("tope", [1, 2, 5, 40])
def test_ninguna_hoja_pasa_del_tope_ni_hay_dos_con_la_misma_direccion(tope: int) -> None:
    suyos = [
        f"{a} {b} {n}"
        for a in ("García", "Garcíadiego", "Gar", "Ñu", "O'Gar", "de la O")
        for b in "ABab"
        for n in range(9)
    ]
    suyos += ["García", "Ñ", "Иванов", "—"]
    letras = _partidos(suyos, tope)
    hojas = [hoja for letra in letras for hoja in letra.hojas]
    assert sorted(x for hoja in hojas for x in hoja.suyos) == sorted(suyos)
    assert max(len(hoja.suyos) for hoja in hojas) <= tope
    claves = [este.clave for este, _ in recorrer(letras)]
    assert len(claves) == len({*claves})
    assert all(clave == slug(clave) != "" for clave in claves), "lo que va en una dirección"


def test_quienes_se_llaman_igual_tambien_se_reparten() -> None:
    letras = partir(
        range(30), Reparto(4, 4, lambda n: f"García López Ana {n:03}", lambda _: "García López Ana")
    )
    hojas = [hoja for letra in letras for hoja in letra.hojas]
    assert [n for hoja in hojas for n in hoja.suyos] == [*range(30)]
    assert max(len(hoja.suyos) for hoja in hojas) <= 4
