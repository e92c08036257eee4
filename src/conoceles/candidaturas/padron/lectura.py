"""Del archivo a las hojas: celdas como texto, con el número de renglón que se ve en la hoja de cálculo."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from conoceles.candidaturas.padron import formatos, separados
from conoceles.nucleo.errores import ErrorDeDominio

MAXIMO_FILAS = 60_000
MAXIMO_COLUMNAS = 400


@dataclass(frozen=True)
class Hoja:
    """Todos los renglones, sin interpretar; el primero de la tupla es el renglón 1."""

    nombre: str
    filas: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Lectura:
    """`descripcion` dice formato, codificación y separador detectados; `huella` es el SHA-256."""

    nombre: str
    descripcion: str
    huella: str
    hojas: tuple[Hoja, ...]


def leer(ruta: Path) -> Lectura:
    """Lee .xlsx, .xls o .csv. `ErrorDeDominio` con una frase si no se puede; nunca cambia nada."""
    contenido = formatos.abrir(ruta)
    tipo = formatos.formato(contenido, ruta.name)
    if tipo == "csv":
        descripcion, hojas = _leer_csv(contenido, ruta)
    else:
        descripcion, hojas = tipo, _leer_libro(contenido, ruta.name)
    if not hojas:
        raise ErrorDeDominio(f"«{ruta.name}» no tiene ninguna hoja con datos.")
    return Lectura(ruta.name, descripcion, hashlib.sha256(contenido).hexdigest(), hojas)


def _leer_csv(contenido: bytes, ruta: Path) -> tuple[str, tuple[Hoja, ...]]:
    texto, codificacion = separados.decodificar(contenido, ruta.name)
    filas, separador = separados.separar(texto, ruta.name)
    hoja = _hoja(ruta.stem, filas, ruta.name)
    return f"csv, {codificacion}, {separador}", (hoja,) if hoja else ()


def _leer_libro(contenido: bytes, nombre: str) -> tuple[Hoja, ...]:
    try:
        libro = CalamineWorkbook.from_filelike(io.BytesIO(contenido))
        crudas = [
            (hoja, libro.get_sheet_by_name(hoja).to_python(skip_empty_area=False))
            for hoja in libro.sheet_names
        ]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # la biblioteca también falla con pánicos que no son `Exception`
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise ErrorDeDominio(f"«{nombre}» está protegido con contraseña; guárdelo sin ella.") from error
        raise ErrorDeDominio(f"«{nombre}» está incompleto o dañado; ábralo y guárdelo de nuevo.") from error
    hojas = (_hoja(titulo, filas, nombre) for titulo, filas in crudas)
    return tuple(hoja for hoja in hojas if hoja)


def _hoja(titulo: str, filas: list[list[Any]], nombre: str) -> Hoja | None:
    if len(filas) > MAXIMO_FILAS or any(len(fila) > MAXIMO_COLUMNAS for fila in filas):
        raise ErrorDeDominio(f"«{nombre}» pasa de {MAXIMO_FILAS} renglones o {MAXIMO_COLUMNAS} columnas.")
    limpias = tuple(tuple(_texto(celda) for celda in fila) for fila in filas)
    return Hoja(titulo, limpias) if any(celda.strip() for fila in limpias for celda in fila) else None


def _texto(celda: Any) -> str:
    """Una celda como se lee en pantalla: 5.0 es «5», una fecha es ISO, un sí/no es «SI»/«NO»."""
    if isinstance(celda, bool):
        return "SI" if celda else "NO"
    if isinstance(celda, float) and celda.is_integer():
        return str(int(celda))
    if isinstance(celda, datetime):
        return celda.date().isoformat()
    if isinstance(celda, (date, time)):
        return celda.isoformat()
    if isinstance(celda, timedelta):
        return str(celda)
    return "" if celda is None else str(celda)
