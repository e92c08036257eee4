"""La letra de la casa: con qué se mide y se dibuja un texto, y qué signos tiene."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from conoceles.nucleo.estatico import ttf

_NADIE = "\U0010ffff"  # no es de ninguna escritura
_CORTES = {400: "Regular", 600: "SemiBold", 700: "Bold"}


@cache
def letra(cuerpo: int, peso: int = 400) -> ImageFont.FreeTypeFont:
    """La de la casa; `peso` es 400, 600 o 700."""
    archivo = str(ttf() / f"PublicSans-{_CORTES[peso]}.ttf")
    return ImageFont.truetype(archivo, cuerpo, layout_engine=ImageFont.Layout.BASIC)


def se_escribe(texto: str) -> bool:
    """Si la letra de la casa tiene todos sus signos: el que no tiene sale como un recuadro vacío."""
    return not any(_falta(c) for c in {*texto})


@cache
def _falta(signo: str) -> bool:
    return not signo.isspace() and bytes(letra(40).getmask(signo)) == bytes(letra(40).getmask(_NADIE))
