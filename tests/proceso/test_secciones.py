"""El catálogo de secciones: opcional, y si viene, sin errores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conoceles.proceso.carga import DefinicionInvalida, leer_carpeta
from conoceles.proceso.definicion import SeccionElectoral
from conoceles.proceso.serie import a_json, desde_json

Editar = Callable[[str, str, str], Path]
BUENO = "seccion,municipio,distrito\n0002,005,2\n1,Durango,1\n"


def con_catalogo(editar: Editar, csv: str) -> Path:
    carpeta = editar("proceso.toml", 'mosaico = "mosaico.csv"', 'secciones = "secciones.csv"')
    (carpeta / "secciones.csv").write_text(csv, encoding="utf-8")
    return carpeta


def test_el_catalogo_se_carga_en_orden_y_va_y_vuelve(editar: Editar) -> None:
    definicion = leer_carpeta(con_catalogo(editar, BUENO))
    assert definicion.secciones == (SeccionElectoral(1, "005", 1), SeccionElectoral(2, "005", 2))
    assert desde_json(a_json(definicion)) == definicion


@pytest.mark.parametrize(
    ("fila", "frase"),
    [
        ("12345,005,1", "no es un número de sección"),
        ("0,005,1", "no es un número de sección"),
        ("3,Atlántida,1", "el municipio «Atlántida» no existe"),
        ("3,005,15", "no toca a 005"),
        ("2,005,2", "la sección 2 está repetida"),
    ],
)
def test_catalogo_roto_dice_que_le_pasa(editar: Editar, fila: str, frase: str) -> None:
    with pytest.raises(DefinicionInvalida) as error:
        leer_carpeta(con_catalogo(editar, f"{BUENO}{fila}\n"))
    assert frase in str(error.value)
