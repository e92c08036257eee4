"""Códigos QR como SVG dentro de la página: no piden otro archivo ni guiones."""

from __future__ import annotations

from functools import lru_cache

import segno

MASCARA = 0  # elegir la mejor de las ocho costaba lo que componer la página entera, y todas se leen igual


@lru_cache(maxsize=64)  # el de una página es el mismo en todas sus lenguas, que se componen seguidas
def svg(direccion: str) -> str:
    """El QR de una dirección, con corrección media; se ve en el color del texto."""
    codigo = segno.make(direccion, error="m", micro=False, boost_error=False, mask=MASCARA)
    dibujo: str = codigo.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None, dark="#000")
    return dibujo.replace("<svg ", '<svg role="img" aria-label="Código QR" ', 1)
