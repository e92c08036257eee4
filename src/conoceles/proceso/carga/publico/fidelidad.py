"""Lo que una traducción no puede agregar: una cifra, una dirección, o tanto texto que no sería el mismo.

Que diga lo mismo lo responde quien la revisó; esto detiene lo que se puede saber sin entender la lengua.
"""

from __future__ import annotations

import re

from conoceles.nucleo.redaccion import frases
from conoceles.proceso.lenguas.traducibles import Traducible

VECES, HOLGURA = 6, 200  # letras que puede ocupar un texto corto: las del español por seis, y doscientas más
_CIFRA = re.compile(r"(?<![\w.-])\d+(?:[.,]\d+)*")
_DIRECCION = re.compile(
    r"\]\(\s*<?([^\s)>]+)|<([a-z][a-z0-9+.-]*:[^\s>]+)>|\b((?:https?|ftp)://[^\s)»\"'>]+)|\b(www\.[^\s)»\"'>]+)|([\w.+-]+@[\w-]+\.[\w.-]+)",
    re.IGNORECASE,
)


def agrega(original: Traducible, dicho: str) -> str:
    """Qué trae que el español no; vacío si nada."""
    if cifras := _cifras(dicho) - _cifras(original.texto):
        return f"lleva {_citadas(cifras)}, que el español no dice: escriba las mismas cifras, o con letra."
    if ajenas := _direcciones(dicho) - _direcciones(original.texto):
        return f"lleva a {_citadas(ajenas)}, que el español no dice: quítela."
    tope = VECES * len(original.texto) + HOLGURA
    if not original.largo and len(dicho) > tope:
        return f"tiene {len(dicho):,} letras y el español {len(original.texto):,}: no debe pasar de {tope:,}."
    return ""


def _cifras(texto: str) -> set[str]:
    """Sin los separadores, que cambian de una lengua a otra; los lugares de los datos no son cifras."""
    escrito = " ".join(frases.partes(texto)[::2])
    return {re.sub(r"[.,]", "", c) for c in _CIFRA.findall(escrito)}


def _direcciones(texto: str) -> set[str]:
    hallada = (next(filter(None, grupos)) for grupos in _DIRECCION.findall(texto))
    return {d.rstrip(".,;:").casefold() for d in hallada}


def _citadas(varias: set[str]) -> str:
    return ", ".join(f"«{una}»" for una in sorted(varias))
