"""Lo que se dibuja en una imagen, pieza por pieza."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from conoceles.difusion import hacer
from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.dibujo.lienzo import Lienzo
from difusion import elenco


def test_una_fuerza_sin_color_lleva_su_marca_hueca() -> None:
    """El color no se pide a nadie: sin él la pieza sale igual, y la tarea no se queda reintentando."""
    lienzo = Lienzo(200, 80, "#0f4c5c")
    lienzo.fuerza(10, 10, 180, "Planilla roja", "", 24)
    lado, arriba = round(24 * 0.72), 10 + round(24 * 0.26)
    assert lienzo.imagen.getpixel((10 + lado // 2, arriba + lado // 2)) == lienzo.imagen.getpixel((0, 79))


def test_todas_las_piezas_de_una_fuerza_sin_color_salen(tmp_path: Path) -> None:
    """También las que se imprimen: la guía dice que el color puede faltar, y ninguna pieza lo da por dicho."""
    sin_color = replace(elenco.FUERZAS[0], color="")
    personas = tuple(replace(ficha, fuerza=sin_color, foto=None) for ficha in elenco.formulas(1))
    piezas = list(de_todo(elenco.sitio(personas), elenco.URL))
    assert {"tarjeta", "cartel", "mural"} <= {Path(pieza.ruta).stem for pieza in piezas}
    assert all(hacer.una(tmp_path, pieza) for pieza in piezas)
