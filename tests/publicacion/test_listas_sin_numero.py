"""Cómo se explica y se muestra una planilla, y una lista cuyo registro no dice números."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conoceles.proceso.boleta.se_elige import como_se_gana
from conoceles.proceso.definicion import Cargo, Territorio

LISTA = Cargo("diputacion-rp", "Diputación", "Diputaciones", "estado", "RP", lista=10)


@pytest.mark.parametrize(
    ("cargo", "frase"),
    [
        (LISTA, "se ocupan en el orden de la lista"),
        (replace(LISTA, sin_numero=True), "El registro no dice el lugar de cada persona"),
        (replace(LISTA, principio="MR", ambito="municipio"), "Gana la planilla con más votos"),
    ],
)
def test_como_se_gana_dice_si_hay_lista_planilla_o_lugares(cargo: Cargo, frase: str) -> None:
    assert frase in como_se_gana(cargo, Territorio())


@pytest.mark.parametrize(("cargo", "con"), [(LISTA, True), (replace(LISTA, sin_numero=True), False)])
def test_solo_se_muestran_los_lugares_que_se_saben(cargo: Cargo, con: bool) -> None:
    assert cargo.con_lugares is con
