"""Preguntas que se contestan con un número o con una fecha: cómo se guardan, qué admiten, cómo se leen y se agrupan.

Se guardan en una sola forma: «1250.5» y «2024-03-15».
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from conoceles.nucleo import dias
from conoceles.nucleo.fechas import fecha
from conoceles.proceso.preguntas.cuestionario import Campo

MEDIDAS = ("numero", "fecha")
_NUMERO = re.compile(r"(?:\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.\d+)?")
_CIFRAS = 15


def uniforme(campo: Campo, texto: str) -> str:
    """La forma en que se guarda; lo que no se entiende queda como se escribió, para que se señale."""
    if campo.tipo == "fecha":
        dia = fecha(texto)
        return dia.isoformat() if dia else texto
    limpio = texto.strip("$ ").strip()
    if not _NUMERO.fullmatch(limpio):
        return texto
    cifras = _sin_ceros(limpio.replace(",", "").replace(" ", ""))
    return texto if "." in cifras and not campo.decimales else cifras


def falla(campo: Campo, texto: str) -> str:
    """Por qué no se admite, en una frase; vacía si está bien."""
    return _de_fecha(campo, texto) if campo.tipo == "fecha" else _de_numero(campo, texto)


def limites(campo: Campo) -> str:
    """«entre 0 y 40», «desde el 1 de enero de 2000»: lo que se lee junto a la pregunta."""
    if campo.tipo == "fecha":
        cotas = [
            f"{p} el {dias.en_palabras(d)}" for p, d in (("desde", campo.desde), ("hasta", campo.hasta)) if d
        ]
        return ", ".join(filter(None, ("un día, como 15/03/2024", " ".join(cotas))))
    entero = f"un número con {campo.decimales} decimales o menos" if campo.decimales else "un número entero"
    if campo.maximo:
        return f"{entero}, de {campo.minimo:,} a {campo.maximo:,}"
    return f"{entero}, de {campo.minimo:,} o más" if campo.minimo else entero


def en_palabras(campo: Campo, valor: str) -> str:
    """«1,250.5», «15 de marzo de 2024»; lo demás, igual."""
    if campo.tipo not in MEDIDAS or falla(campo, valor):
        return valor
    return dias.en_palabras(date.fromisoformat(valor)) if campo.tipo == "fecha" else f"{Decimal(valor):,f}"


def al_escribir(campo: Campo, valor: str) -> str:
    """Como se teclea: una fecha guardada, en día/mes/año."""
    if campo.tipo != "fecha" or not _es_un_dia(valor):
        return valor
    return f"{date.fromisoformat(valor):%d/%m/%Y}"


def grupos(campo: Campo) -> list[tuple[str, str]]:
    """Clave y etiqueta de cada rango: «0 a 4», «20 o más»; de una fecha, «2010 a 2019»."""
    pares = []
    for n, desde in enumerate(campo.rangos):
        hasta = campo.rangos[n + 1] - 1 if n + 1 < len(campo.rangos) else None
        dicho = f"{_cifra(campo, desde)} o más" if campo.tipo == "numero" else f"{desde} o después"
        if hasta is not None:
            dicho = (
                _cifra(campo, desde) if hasta == desde else f"{_cifra(campo, desde)} a {_cifra(campo, hasta)}"
            )
        pares.append((f"r{desde}", dicho))
    return pares


def grupo(campo: Campo, valor: str) -> str:
    """La clave del rango en que cae; vacía si en ninguno."""
    if not valor or falla(campo, valor):
        return ""
    cuanto = Decimal(valor[:4] if campo.tipo == "fecha" else valor)
    return next((f"r{desde}" for desde in reversed(campo.rangos) if cuanto >= desde), "")


def _cifra(campo: Campo, cuanto: int) -> str:
    return str(cuanto) if campo.tipo == "fecha" else f"{cuanto:,}"


def _sin_ceros(limpio: str) -> str:
    entero, _, decimal = limpio.partition(".")
    entero, decimal = entero.lstrip("0") or "0", decimal.rstrip("0")
    return f"{entero}.{decimal}" if decimal else entero


def _de_numero(campo: Campo, texto: str) -> str:
    if not re.fullmatch(r"\d+(\.\d+)?", texto):
        con_punto = ", con punto si lleva decimales: 1250 o 12.5." if campo.decimales else ", entero: 12."
        return f"Escriba solo el número{con_punto}"
    entero, _, decimal = texto.partition(".")
    if len(decimal) > campo.decimales:
        cuantos = (
            f"con {campo.decimales} decimales como máximo" if campo.decimales else "entero, sin decimales"
        )
        return f"Escriba un número {cuantos}."
    if len(entero) > _CIFRAS:
        return f"Escriba un número de {_CIFRAS} cifras como máximo."
    if Decimal(texto) < campo.minimo:
        return f"El menor que se admite es {campo.minimo:,}."
    if campo.maximo and Decimal(texto) > campo.maximo:
        return f"El mayor que se admite es {campo.maximo:,}."
    return ""


def _de_fecha(campo: Campo, texto: str) -> str:
    if not _es_un_dia(texto):
        return "Escriba un día que exista, como 15/03/2024."
    dia = date.fromisoformat(texto)
    if campo.desde and dia < campo.desde:
        return f"El primer día que se admite es el {dias.en_palabras(campo.desde)}."
    if campo.hasta and dia > campo.hasta:
        return f"El último día que se admite es el {dias.en_palabras(campo.hasta)}."
    return ""


def _es_un_dia(texto: str) -> bool:
    dia = fecha(texto)
    return dia is not None and dia.isoformat() == texto
