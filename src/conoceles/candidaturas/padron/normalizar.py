"""Formas de escribir lo mismo, llevadas a una sola."""

from __future__ import annotations

import re
from datetime import date, timedelta

from conoceles.nucleo.texto import sin_acentos

VACIOS = frozenset(
    {
        "",
        "no proporciono",
        "no aplica",
        "n/a",
        "na",
        "sin curso",
        "sin cursos",
        "sin curso(s)",
        "-",
        "--",
        "s/d",
        "n/d",
        "nd",
        "sin informacion",
        "xx",
        "xxx",
        "ninguno",
        "ninguna",
    }
)
_MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_SI = frozenset({"si", "s", "x", "1", "true", "verdadero", "reeleccion"})
_NO = frozenset({"no", "n", "0", "false", "falso", "ninguna", "ninguno"})
_ORIGEN_EXCEL = date(1899, 12, 30)
_CURP = re.compile(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d")


def vacio(texto: str) -> bool:
    """«No proporcionó», «Sin curso(s)», «No aplica», un espacio o nada: lo mismo."""
    return sin_acentos(texto).rstrip(".") in VACIOS


def linea(texto: str) -> str:
    """Un renglón: blancos colapsados; vacío si es un relleno."""
    return "" if vacio(texto) else " ".join(texto.split())


def parrafos(texto: str) -> str:
    """Texto largo: CRLF a salto, tabulador a espacio, sin blancos en las orillas."""
    if vacio(texto):
        return ""
    limpio = texto.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return limpio.strip()


def clave(texto: str) -> str:
    """Para comparar nombres: sin acentos, signos ni punto final."""
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", sin_acentos(texto)).split())


def calidad(texto: str) -> str:
    """`propietaria`, `suplente` o «» si no se reconoce."""
    comparable = clave(texto)
    if "suplen" in comparable or comparable in ("s", "sup"):
        return "suplente"
    return "propietaria" if "propiet" in comparable or comparable in ("p", "prop", "titular") else ""


def sexo(texto: str) -> str:
    """`mujer`, `hombre`, `no_binario` o «». La letra M sola no dice nada: depende de su columna (`sexos`)."""
    comparable = clave(texto)
    if "no binari" in comparable or comparable == "x":
        return "no_binario"
    if comparable in ("mujer", "femenino", "f", "fem", "femenina"):
        return "mujer"
    return "hombre" if comparable in ("h", "hombre", "masculino", "masc", "masculina") else ""


def si_no(texto: str) -> bool | None:
    """Verdadero, falso, o `None` si la celda no dice."""
    comparable = clave(texto)
    return True if comparable in _SI else False if comparable in _NO else None


def entero(texto: str) -> int | None:
    """«05», «5.0», «Distrito 5» → 5."""
    coincide = re.search(r"\d+", texto)
    return int(coincide[0][:9]) if coincide else None


def anios(texto: str) -> int | None:
    """«45», «45.0», «45 años» → 45; `None` si no es un número entero."""
    coincide = re.fullmatch(r"(\d{1,3})(?:\.0+)?(?: anos)?", sin_acentos(texto).strip())
    return int(coincide[1]) if coincide else None


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
    if re.fullmatch(r"[1-5]\d{4}", texto):
        return _ORIGEN_EXCEL + timedelta(days=int(texto))
    return None


def _con_mes(texto: str) -> date | None:
    coincide = re.fullmatch(r"(\d{1,2})[-/. ]+(?:de )?([a-z]+)[-/. ]+(?:del? )?(\d{4})", texto)
    if coincide is None or coincide[2][:3] not in _MESES:
        return None
    return date(int(coincide[3]), _MESES.index(coincide[2][:3]) + 1, int(coincide[1]))


def curp_valida(texto: str) -> bool:
    """Forma de una CURP de dieciocho caracteres; no comprueba el dígito verificador."""
    return _CURP.fullmatch(texto.strip().upper()) is not None
