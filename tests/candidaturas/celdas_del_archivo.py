"""Qué dicen las celdas de un libro, leídas con openpyxl y sin nada del importador."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

Fila = dict[str, str]
RELLENOS = {"", "-", "n/d", "na", "n/a", "xx", "ninguno", "ninguna", "no aplica", "."}


def filas(ruta: Path) -> list[Fila]:
    """Encabezado → celda como texto, de la primera hoja."""
    libro = openpyxl.load_workbook(ruta, read_only=True)
    encabezados, *renglones = libro.worksheets[0].iter_rows(values_only=True)
    libro.close()
    return [
        {str(t): "" if c is None else str(c) for t, c in zip(encabezados, renglon, strict=True)}
        for renglon in renglones
    ]


def llana(texto: str) -> str:
    """Con los blancos colapsados, sin retornos de carro y cada letra con su acento en un carácter."""
    return unicodedata.normalize("NFC", " ".join(texto.replace("_x000D_", " ").split()))


def dice(texto: str) -> str:
    """Lo que la celda dice; «» si es un relleno."""
    return "" if sencilla(texto) in RELLENOS else llana(texto)


def sencilla(texto: str) -> str:
    """Sin acentos, en minúsculas."""
    descompuesto = unicodedata.normalize("NFD", llana(texto).lower())
    return "".join(c for c in descompuesto if unicodedata.category(c) != "Mn")


def varias(fila: Fila, columnas: Iterable[str], *, con_titulo: bool) -> tuple[str, ...]:
    """Una celda, un elemento; con el encabezado delante si no es una dirección completa."""
    dichas = [(columna, dice(fila[columna])) for columna in columnas]
    return tuple(
        f"{columna}: {texto}"
        if con_titulo and not texto.lower().startswith(("http://", "https://", "www."))
        else texto
        for columna, texto in dichas
        if texto
    )


def llenas(todas: Sequence[Fila], columnas: Iterable[str]) -> int:
    """Celdas con algo escrito, sea o no un relleno."""
    return sum(bool(fila[columna]) for fila in todas for columna in columnas)


def cuantas(todas: Sequence[Fila], columna: str) -> Counter[str]:
    """Celda → renglones."""
    return Counter(llana(fila[columna]) for fila in todas)
