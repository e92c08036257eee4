"""Una imagen transparente se ve sobre blanco, la mezcle quien la mezcle."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from conoceles.nucleo.recibidos import revisor


def _rehecha(octetos: bytes) -> Image.Image:
    return Image.open(io.BytesIO(revisor.imagen(octetos, minimo_lado=300, formato="PNG")))


@pytest.mark.parametrize("modo", ["RGBA", "LA", "P", "PA", "1", "L", "RGB", "I;16"])
def test_lo_transparente_queda_sobre_blanco(modo: str) -> None:
    salida = io.BytesIO()
    base = (
        Image.new("RGBA", (400, 400), (0, 0, 0, 0))
        if modo in ("RGBA", "LA", "P", "PA")
        else Image.new(modo, (400, 400), "white" if modo != "I;16" else 65535)
    )
    imagen = base.convert(modo) if modo in ("LA",) else base.quantize() if modo in ("P", "PA") else base
    imagen.save(salida, "PNG")
    abierta = _rehecha(salida.getvalue())
    assert (abierta.mode, abierta.getpixel((200, 200))) == ("RGB", (255, 255, 255))


def test_lo_medio_transparente_se_mezcla() -> None:
    salida = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 128)).save(salida, "PNG")
    assert _rehecha(salida.getvalue()).getpixel((0, 0)) == (127, 127, 127)
