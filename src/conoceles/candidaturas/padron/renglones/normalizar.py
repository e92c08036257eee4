"""Formas de escribir lo mismo, llevadas a una sola."""

from __future__ import annotations

import re
from functools import lru_cache

from conoceles.nucleo.fechas import fecha as fecha
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
        "---",
        "–",
        "—",
        "s/d",
        "n/d",
        "nd",
        "sin informacion",
        "sin dato",
        "sin datos",
        "no tiene",
        "no cuenta",
        "no cuenta con",
        "xx",
        "xxx",
        "ninguno",
        "ninguna",
    }
)
_EMPIEZAN = frozenset({"", "."} | {vacio[:1] for vacio in VACIOS} | {vacio[:1].upper() for vacio in VACIOS})
_SI = frozenset({"si", "s", "x", "1", "true", "verdadero", "reeleccion"})
_NO = frozenset({"no", "n", "0", "false", "falso", "ninguna", "ninguno"})
_ORDINALES = (
    "primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim",
)  # fmt: skip
_EMPIEZA_POR_ORDINAL = re.compile(
    rf"(\d+ ?\.? ?[aoªº°]\.?|(?:{'|'.join(_ORDINALES)})[ao]?) +(.*\D)", re.IGNORECASE
)
_CURP = re.compile(r"[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d")


def vacio(texto: str) -> bool:
    """«No proporcionó», «Sin curso(s)», «No aplica», un espacio o nada: lo mismo."""
    empieza = texto.lstrip()[:1]
    if not empieza:
        return True
    if empieza.isascii() and empieza not in _EMPIEZAN:  # casi todas las celdas
        return False
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


@lru_cache(maxsize=4096)  # quien lleva un nombre a la base lo compara varias veces seguidas
def clave(texto: str) -> str:
    """Para comparar nombres: sin acentos, signos ni punto final."""
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", sin_acentos(texto)).split())


def calidad(texto: str) -> str:
    """`propietaria`, `suplente` o «» si no se reconoce."""
    comparable = clave(texto)
    if comparable.startswith("no ") or ("suplen" in comparable and "propietari" in comparable):
        return ""  # «Propietaria/Suplente»: no se sabe cuál
    if "suplen" in comparable or comparable in ("s", "sup", "supl"):
        return "suplente"
    return "propietaria" if "propiet" in comparable or comparable in ("p", "prop", "titular") else ""


def ordinal(texto: str) -> int:
    """El número de «Suplente 2», «2.ª suplencia» o «segunda regiduría»; 0 si no lo dice."""
    comparable = clave(texto)
    dicha = next((n for n, raiz in enumerate(_ORDINALES, 1) if raiz in comparable), 0)
    return dicha or entero(comparable) or 0


def con_numero_al_final(texto: str) -> str:
    """«3.ª Regiduría» o «Tercera regiduría» → «Regiduría 3»; lo demás, igual."""
    partido = _EMPIEZA_POR_ORDINAL.fullmatch(texto.strip())
    return f"{partido[2]} {ordinal(partido[1])}" if partido and ordinal(partido[1]) else texto


def sexo(texto: str) -> str:
    """`mujer`, `hombre`, `no_binario` o «». La letra M sola no dice nada: depende de su columna (`sexos`)."""
    comparable = clave(texto)
    if "no binari" in comparable or comparable in ("x", "nb"):
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


def unico(texto: str) -> int | None:
    """El entero, si es uno solo: «Distrito 05» y «5.0» → 5; «5 y 6» o «5.5», `None`."""
    sin_ceros = re.sub(r"(?<=\d)\.0+(?!\d)", "", texto)
    dichos = {int(n[:9]) for n in re.findall(r"\d+", sin_ceros)}
    return dichos.pop() if len(dichos) == 1 and not re.search(r"\d[.,]\d", sin_ceros) else None


def anios(texto: str) -> int | None:
    """«45», «45.0», «45 años» → 45; `None` si no es un número entero."""
    coincide = re.fullmatch(r"(\d{1,3})(?:\.0+)?(?: anos)?", sin_acentos(texto).strip())
    return int(coincide[1]) if coincide else None


def curp_valida(texto: str) -> bool:
    """Forma de una CURP de dieciocho caracteres; no comprueba el dígito verificador."""
    return _CURP.fullmatch(texto.strip().upper()) is not None
