"""Caracteres que no se ven y cambian lo que se lee: se enseñan con su nombre y no se aceptan."""

from __future__ import annotations

import re
import unicodedata

DIRECCION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # voltean el texto de al lado
_VACIOS = "\u115f\u1160\u2800\u3164\uffa0\u034f"  # letras sin dibujo
_MARCA = re.compile("⟨U\\+[0-9A-F]{4,5}⟩")
_ENTRE_DIBUJOS = {"So", "Sk", "Mn"}  # un emoji compuesto une sus partes con U+200D


def marcar(texto: str) -> str:
    """El texto con ⟨U+202E⟩ en el lugar de cada uno: así se ve dónde está y se puede borrar."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if _oculto(texto, i) else c for i, c in enumerate(texto))


def frase(texto: str) -> str:
    """Por qué no se acepta, o vacía. También lo ya marcado: quitar la marca es quitar el carácter."""
    marca = _MARCA.search(marcar(texto))
    if marca is None:
        return ""
    return (
        f"Trae un carácter que no se ve y cambia lo que se lee. Está señalado como {marca[0]}: "
        "bórrelo y revise que el texto diga lo que quiere."
    )


def _oculto(texto: str, i: int) -> bool:
    caracter = texto[i]
    if caracter.isspace():
        return False
    if caracter == "\u200d" and i and unicodedata.category(texto[i - 1]) in _ENTRE_DIBUJOS:
        return False
    return caracter in _VACIOS or unicodedata.category(caracter) in ("Cc", "Cf", "Co")
