"""Dos cargos que se escriben igual: el que va al otro no se nota hasta la boleta."""

from __future__ import annotations

from dataclasses import replace

import pytest

from candidaturas.sin_base import DIPUTACIONES, dichos, hoja, leer

TITULOS = (
    "CARGO",
    "PRINCIPIO",
    "DISTRITO",
    "PARTIDO",
    "NUMERO DE LISTA",
    "NOMBRE COMPLETO",
    "CARACTER",
    "SEXO",
)
ELECCION = replace(DIPUTACIONES, cargos=tuple(replace(c, sinonimos=("Curul",)) for c in DIPUTACIONES.cargos))


@pytest.mark.parametrize(
    ("principio", "distrito", "contienda"),
    [
        ("Mayoría relativa", "5", "diputacion-mr-05"),
        ("", "5", "diputacion-mr-05"),
        ("Representación proporcional", "", "diputacion-rp"),
    ],
)
def test_lo_decide_el_principio_o_el_lugar(principio: str, distrito: str, contienda: str) -> None:
    """El último que se declaró se quedaba con todos, y faltaba «el número de lista»."""
    fila = ("Curul", principio, distrito, "PAN", "1", "ANA NÁJERA", "Propietaria", "Mujer")
    [registro], informe = leer(ELECCION, hoja(TITULOS, fila))
    assert (registro.contienda, informe.errores) == (contienda, [])


def test_si_nada_lo_decide_se_dice_de_cuales_puede_ser() -> None:
    cargos = tuple(replace(c, ambito="estado", principio="") for c in ELECCION.cargos)
    fila = ("Curul", "", "", "PAN", "1", "ANA NÁJERA", "Propietaria", "Mujer")
    registros, informe = leer(replace(ELECCION, cargos=cargos), hoja(TITULOS, fila))
    una, otra = (cargo.nombre for cargo in cargos)
    frase = f"«Curul» puede ser de «{una}» y «{otra}»: escríbalo de otro modo en cada uno, o diga el principio o el lugar."
    assert (registros, dichos(informe.errores)) == ([], [("CARGO_DESCONOCIDO", frase, 2, "CARGO", 1)])
