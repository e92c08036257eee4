"""El braille contraído, comparado con lo que publicaron quienes lo leen: ningún programa puede leerlo de vuelta."""

from __future__ import annotations

import pytest

from conoceles.difusion.formatos import braille
from difusion.contraidas import FRASES, REVISADAS, UNESCO_1954


def _contraer(dichos: list[str]) -> list[str]:
    """En celdas, como se imprime en una referencia."""
    hechos = braille.celdas([braille.limpiar(d) for d in dichos], braille.TABLA_CONTRAIDA)
    return [
        "".join(" " if x == " " else chr(0x2800 + braille.ASCII.index(x)) for x in hecho) for hecho in hechos
    ]


@pytest.mark.parametrize("referencia", [REVISADAS, UNESCO_1954, FRASES])
def test_se_contrae_como_las_referencias_publicadas(referencia: dict[str, str]) -> None:
    assert dict(zip(referencia, _contraer(list(referencia)), strict=True)) == referencia


def test_las_dos_fuentes_son_decenas_de_palabras_y_no_las_mismas() -> None:
    assert len(REVISADAS) >= 70
    assert len(UNESCO_1954) == 150
    assert not REVISADAS.keys() & UNESCO_1954.keys()


@pytest.mark.parametrize(
    ("una", "otra"), [("absolutas", "absolutos"), ("compadre", "compadres"), ("Nuestras,", "Nuestros,")]
)
def test_dos_palabras_distintas_no_se_escriben_igual(una: str, otra: str) -> None:
    primera, segunda = _contraer([una, otra])
    assert primera != segunda


@pytest.mark.parametrize("palabra", ["efectiva", "disgregar", "abajo", "Abad07", "conoceles.mx/elección"])
def test_lo_que_la_tabla_escribe_mal_y_las_claves_van_enteras_tras_el_punto_5(palabra: str) -> None:
    [hecho] = braille.celdas([palabra], braille.TABLA_CONTRAIDA)
    [entera] = braille.celdas([palabra], braille.TABLA)
    assert hecho == braille.INTERRUPTOR + entera


def test_las_comillas_que_cierran_llevan_el_punto_5_sean_como_sean() -> None:
    assert len(set(_contraer(['"retén"', "«retén»", "“retén”"]))) == 1
    assert _contraer(["«retén»"]) == ["⠦⠗⠞⠮⠝⠐⠦"]
