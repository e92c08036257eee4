"""Que una imagen del repositorio pese poco."""

from __future__ import annotations

import io

from PIL import Image

TOPE = 250 * 1024  # octetos por imagen
COLORES = (256, 128, 64, 32)  # de más a menos, hasta caber


def aligerar(png: bytes) -> bytes:
    """El mismo retrato con paleta, con tantos colores como quepan en `TOPE`."""
    original = Image.open(io.BytesIO(png)).convert("RGB")
    ligero = png
    for colores in COLORES:
        salida = io.BytesIO()
        original.quantize(colores, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            salida, "PNG", optimize=True
        )
        ligero = salida.getvalue()
        if len(ligero) <= TOPE:
            break
    return ligero
