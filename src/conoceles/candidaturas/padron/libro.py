"""Abre un libro .xlsx o .xls en un proceso aparte, con la memoria contada. Solo usa la biblioteca que los lee.

Un archivo de pocos octetos puede declarar una celda en la última esquina: la biblioteca pide de golpe la memoria de
la hoja entera y aborta el proceso en que corre, sin excepción que atrapar. Aquí solo se pierde este.
Entra el archivo por la entrada y sale un JSON: las hojas, o el motivo por el que no se abre.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook

MEMORIA = 1 << 30
SEGUNDOS = 60  # de procesador


def hojas(contenido: bytes) -> list[list[Any]]:
    """Nombre y renglones de cada hoja, con las celdas como texto."""
    libro = CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    crudas = (
        (nombre, libro.get_sheet_by_name(nombre).to_python(skip_empty_area=False))
        for nombre in libro.sheet_names
    )
    return [[nombre, [[texto(celda) for celda in fila] for fila in filas]] for nombre, filas in crudas]


def texto(celda: Any) -> str:
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


def _limitar(recurso: int, tope: int) -> None:
    """Nunca por encima del que ya traiga el servicio: subirlo no se permite."""
    _, vigente = resource.getrlimit(recurso)
    tope = tope if vigente == resource.RLIM_INFINITY else min(tope, vigente)
    resource.setrlimit(recurso, (tope, tope))


def main() -> None:
    """Sale con 0 aunque no se abra; otro código es que murió a medias."""
    _limitar(resource.RLIMIT_AS, MEMORIA)
    _limitar(resource.RLIMIT_CPU, SEGUNDOS)
    _limitar(resource.RLIMIT_CORE, 0)  # un volcado llevaría datos personales al disco
    try:
        salida: dict[str, Any] = {"hojas": hojas(sys.stdin.buffer.read())}
    except MemoryError:
        raise SystemExit(3) from None
    except BaseException as error:  # la biblioteca también falla con pánicos que no son `Exception`
        salida = {"error": str(error)}
    sys.stdout.write(json.dumps(salida))


if __name__ == "__main__":
    main()
