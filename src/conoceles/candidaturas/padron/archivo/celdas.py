"""Celdas que no traen lo que parecen: errores de la hoja de cálculo, textos dañados, controles y la marca de borrar."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from conoceles.candidaturas.padron.archivo.piezas import SIN_VALOR as SIN_VALOR
from conoceles.nucleo.redaccion.ocultos import DIRECCION

MARCA_DE_BORRAR = "(borrar)"
ENTRE_COLUMNAS = (
    "␞"  # separa lo que un mapa junta de varias columnas: cada celda, un elemento, diga lo que diga
)

_ERROR = re.compile(
    r"#(?:¡|¿)?(?:NAME|NOMBRE|REF|VALUE|VALOR|DIV/0|N/A|N/D|NUM|NULL|NULO|SPILL|DESBORDAMIENTO|CALC|GETTING_DATA|"
    r"FIELD|BLOCKED|CONNECT|UNKNOWN|FÓRMULA)(?:!|\?)?|#{3,}",
    re.IGNORECASE,
)
# «Ñ» en UTF-8 leída como Latin-1 o Windows-1252 es «Ã» y otro signo que en español nunca la sigue.
_MOJIBAKE = re.compile("[ÂÃ][\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|ï»¿|Ã(?=[ñÑ])")
_INTERROGACION = re.compile(r"[^\W\d_]\?[^\W\d_]")  # «MU?OZ»


@lru_cache(maxsize=4096)  # un padrón escribe lo mismo en miles de celdas
def sana(texto: str) -> bool:
    """Si se ve enseguida que no trae nada de eso, como casi todas."""
    return texto.isascii() and texto.isprintable() and texto[:1].isalnum() and "?" not in texto


def error_de_hoja(texto: str) -> str:
    """El error que la celda trae por contenido (`#NAME?`, `#¿NOMBRE?`), o «»."""
    limpio = texto.strip()
    return limpio if limpio.startswith("#") and _ERROR.fullmatch(limpio) else ""


def danado(texto: str, *, es_nombre: bool = False) -> bool:
    """Si el texto pasó por una codificación equivocada."""
    if not texto.isascii() and ("\ufffd" in texto or _MOJIBAKE.search(texto)):
        return True
    return es_nombre and "?" in texto and _INTERROGACION.search(texto) is not None


def con_control(texto: str) -> bool:
    """Si trae caracteres que no se ven: controles (salvo tabulador y saltos) o los que voltean el texto."""
    return not texto.isprintable() and any(_es_control(caracter) for caracter in texto)


def sin_control(texto: str) -> str:
    """Un espacio en el lugar de cada uno: dos palabras nunca quedan pegadas."""
    if texto.isprintable():
        return texto
    return "".join(" " if _es_control(caracter) else caracter for caracter in texto)


def pide_borrar(texto: str) -> bool:
    """Si la celda es la marca con que un corte borra lo que se tenía."""
    return texto.strip().lower() == MARCA_DE_BORRAR


def _es_control(caracter: str) -> bool:
    return caracter in DIRECCION or (unicodedata.category(caracter) == "Cc" and caracter not in "\t\r\n")
