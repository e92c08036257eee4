"""Lo que un archivo dice de una hoja además de lo escrito en sus celdas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SIN_VALOR = "#FÓRMULA!"  # una fórmula que se guardó sin su resultado
Celda = tuple[int, int, str]  # renglón y columna desde 0, y lo que trae
Lugar = tuple[int, int]  # renglón y columna, desde 0


@dataclass(frozen=True)
class Ocultos:
    """Lo que el archivo trae y su programa no enseña; renglones y columnas, desde 0.

    Cada columna va con su lugar en el archivo, que un mapa cambia. `filtro`: la hoja esconde los que no lo cumplen.
    """

    hoja: bool = False
    renglones: tuple[int, ...] = ()
    columnas: tuple[tuple[int, int], ...] = ()
    filtro: bool = False


NADA_OCULTO = Ocultos()


class Mirada(NamedTuple):
    """Lo que la biblioteca que lee un libro no dice de una de sus hojas."""

    errores: list[Celda]  # celdas que da por vacías y no lo están
    ocultos: Ocultos
