"""Contar, comparar y escribir textos como lo hace el instituto."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from itertools import filterfalse

PARTICULAS = frozenset({"de", "del", "la", "las", "los", "y", "e", "da", "dos", "van", "von"})


def contar(texto: str) -> int:
    """Caracteres que no son blancos: así cuentan los institutos."""
    return len("".join(texto.split()))


def sin_acentos(texto: str) -> str:
    """Minúsculas, sin acentos y con los blancos colapsados: para comparar, nunca para mostrar."""
    if texto.isascii():  # casi todo: descomponerlo letra por letra no cambia nada
        return " ".join(texto.lower().split())
    descompuesto = unicodedata.normalize("NFKD", texto.casefold())
    return " ".join("".join(filterfalse(unicodedata.combining, descompuesto)).split())


def slug(texto: str) -> str:
    """Forma para direcciones: «El Oro» → `el-oro`."""
    return re.sub(r"[^a-z0-9]+", "-", sin_acentos(texto)).strip("-")


def nombre_propio(texto: str) -> str:
    """Nombre legible aunque el padrón lo grite; respeta el que ya trae minúsculas."""
    limpio = " ".join(texto.split())
    if limpio != limpio.upper():
        return limpio
    palabras = limpio.lower().split(" ")
    en_la_orilla = {0, len(palabras) - 1}  # una partícula une: «Dos», al final, es un apellido
    return " ".join(_capitalizar(p, suelta=i in en_la_orilla) for i, p in enumerate(palabras))


def duracion(tiempo: timedelta) -> str:
    """«2 días y 3 horas», «45 minutos»; vacío si es menos de un minuto."""
    minutos = int(tiempo.total_seconds() // 60)
    dias, resto = divmod(minutos, 24 * 60)
    horas, minutos = divmod(resto, 60)
    tramos = ((dias, "día"), (horas, "hora"), (minutos if not dias else 0, "minuto"))
    return " y ".join([cuantos(n, tramo, f"{tramo}s") for n, tramo in tramos if n][:2])


def cuantos(numero: int, uno: str, varios: str) -> str:
    """«1 renglón», «1,200 renglones»; lo que siga y concuerde con el número va en las dos formas."""
    return f"{numero:,} {uno if numero == 1 else varios}"


def _capitalizar(palabra: str, *, suelta: bool) -> str:
    if palabra in PARTICULAS and not suelta:
        return palabra
    return "-".join(parte[:1].upper() + parte[1:] for parte in palabra.split("-"))


_COMO_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inofensivo(celda: str) -> str:
    """El mismo texto, con apóstrofo si una hoja de cálculo lo tomaría por fórmula."""
    return f"'{celda}" if celda.startswith(_COMO_FORMULA) else celda


def sin_apostrofo(celda: str) -> str:
    """Lo que decía antes de `inofensivo`."""
    return celda[1:] if celda.startswith("'") and inofensivo(celda[1:]) == celda else celda
