"""El mapa de cuadros: completo, sin repetir y dentro de lo que se sabe dibujar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.definicion import Definicion


def test_cada_municipio_de_durango_tiene_su_cuadro(durango: Definicion, durango_2022: Definicion) -> None:
    for definicion in (durango, durango_2022):
        lugares = [m.lugar for m in definicion.municipios]
        assert None not in lugares
        assert len(set(lugares)) == 39
        assert all(m.abreviatura for m in definicion.municipios)


def test_sin_mapa_la_eleccion_se_carga_y_no_hay_lugares(editar: Callable[[str, str, str], Path]) -> None:
    carpeta = editar("proceso.toml", 'mosaico = "mosaico.csv"\n', "")
    assert {m.lugar for m in leer_carpeta(carpeta).municipios} == {None}


@pytest.mark.parametrize(
    ("antes", "despues", "frase"),
    [
        ("001,5,3", "099,5,3", "el municipio «099» no existe"),
        ("001,5,3", "002,5,3", "está repetido"),
        ("001,5,3", "001,5,11", "van de 1 a 10"),
        ("001,5,3", "001,cinco,3", "van de 1 a 10"),
        ("001,5,3", "001,3,1", "ya está ocupado"),
        ("001,5,3,\n", "", "falta en el mapa"),
    ],
)
def test_mapa_roto_dice_que_le_pasa(
    editar: Callable[[str, str, str], Path], antes: str, despues: str, frase: str
) -> None:
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(editar("mosaico.csv", antes, despues))
    assert frase in str(error.value)
