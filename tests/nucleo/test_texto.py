"""Contar, comparar y escribir nombres."""

import pytest

from conoceles.nucleo.texto import contar, nombre_propio, sin_acentos, slug


@pytest.mark.parametrize(
    ("texto", "cuantos"),
    [("", 0), ("   \t\r\n", 0), ("a b  c", 3), ("Ñandú\u00a0azul", 9), ("🙂 🙂", 2)],
)
def test_contar_no_cuenta_blancos(texto: str, cuantos: int) -> None:
    assert contar(texto) == cuantos


@pytest.mark.parametrize(
    ("gritado", "legible"),
    [
        ("MARÍA DE LA LUZ NÚÑEZ Y PÉREZ", "María de la Luz Núñez y Pérez"),
        ("JOSÉ  MARÍA   DEL RÍO", "José María del Río"),
        ("DE LA O GARCÍA", "De la O García"),
        ("ANA SÁENZ-LÓPEZ", "Ana Sáenz-López"),
        ("Ana McKenzie", "Ana McKenzie"),
        ("PRUEBA DOS", "Prueba Dos"),
        ("ANA DOS SANTOS", "Ana dos Santos"),
    ],
)
def test_nombre_propio_aunque_el_padron_grite(gritado: str, legible: str) -> None:
    assert nombre_propio(gritado) == legible


def test_sin_acentos_sirve_para_comparar() -> None:
    assert sin_acentos("  PEÑÓN   Blanco ") == sin_acentos("penon blanco")


def test_slug_de_municipio() -> None:
    assert slug("San Luis del Cordero") == "san-luis-del-cordero"
