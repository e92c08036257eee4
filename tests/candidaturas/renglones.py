"""Renglones de un padrón pequeño, y lo que el informe dijo de ellos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

Importar = Callable[..., Any]
Padron = Callable[..., Path]
TITULOS = ("CARGO", "DISTRITO", "PARTIDO", "CARACTER", "NOMBRE COMPLETO", "SEXO", "EDAD")


def fila(nombre: str = "Ana Rentería Soto", **cambios: Any) -> list[Any]:
    """Una propietaria de Movimiento Ciudadano en el distrito 5, salvo lo que se cambie."""
    base = {
        "cargo": "Diputación MR", "distrito": "5", "partido": "MC", "caracter": "PROPIETARIA", "nombre": nombre,
        "sexo": "MUJER", "edad": "41",
    }  # fmt: skip
    return list((base | cambios).values())


def errores(informe: Any) -> Counter[str]:
    return Counter(error.codigo for error in informe.errores)


def avisos(informe: Any) -> Counter[str]:
    return Counter(aviso.codigo for aviso in informe.avisos)
