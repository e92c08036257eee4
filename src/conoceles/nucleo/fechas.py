"""Un día, escrito de cualquiera de las formas en que se escribe."""

from __future__ import annotations

import re
from datetime import date, timedelta

from conoceles.nucleo.texto import sin_acentos

_MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_ORIGEN_EXCEL = date(1899, 12, 30)


def fecha(texto: str) -> date | None:
    """ISO, día/mes/año, «3 de mayo de 1980», 19800503 o número de serie de Excel."""
    comparable = sin_acentos(texto).removesuffix(" 00:00:00").strip()
    try:
        return _con_numeros(comparable) or _con_mes(comparable)
    except ValueError:
        return None


def _con_numeros(texto: str) -> date | None:
    if coincide := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:t.*)?", texto):
        return date(int(coincide[1]), int(coincide[2]), int(coincide[3]))
    if coincide := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", texto):
        return date(int(coincide[3]), int(coincide[2]), int(coincide[1]))
    if re.fullmatch(r"(19|20)\d{6}", texto):
        return date(int(texto[:4]), int(texto[4:6]), int(texto[6:]))
    if coincide := re.fullmatch(r"([1-5]\d{4})(?:\.0+)?", texto):
        return _ORIGEN_EXCEL + timedelta(days=int(coincide[1]))
    return None


def _con_mes(texto: str) -> date | None:
    coincide = re.fullmatch(r"(\d{1,2})[-/. ]+(?:de )?([a-z]+)[-/. ]+(?:del? )?(\d{4})", texto)
    if coincide is None or coincide[2][:3] not in _MESES:
        return None
    return date(int(coincide[3]), _MESES.index(coincide[2][:3]) + 1, int(coincide[1]))
