"""Lo que se dibuja en una imagen, pieza por pieza."""

from __future__ import annotations

from conoceles.difusion.dibujo.lienzo import Lienzo


def test_una_fuerza_sin_color_lleva_su_marca_hueca() -> None:
    """El color no se pide a nadie: sin él la pieza sale igual, y la tarea no se queda reintentando."""
    lienzo = Lienzo(200, 80, "#0f4c5c")
    lienzo.fuerza(10, 10, 180, "Planilla roja", "", 24)
    lado, arriba = round(24 * 0.72), 10 + round(24 * 0.26)
    assert lienzo.imagen.getpixel((10 + lado // 2, arriba + lado // 2)) == lienzo.imagen.getpixel((0, 79))
