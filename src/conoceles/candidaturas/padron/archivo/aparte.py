"""Abre un libro .xlsx, .xls u .ods, o una página con tablas, en un proceso aparte, con la memoria contada. Solo usa las bibliotecas que los leen.

Un archivo de pocos octetos puede declarar una celda en la última esquina: la biblioteca pide de golpe la memoria de
la hoja entera y aborta el proceso en que corre, sin excepción que atrapar. Aquí solo se pierde este.
Entra el archivo por la entrada y sale un JSON: las hojas, o el motivo por el que no se abre.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

MEMORIA = 1 << 30
SEGUNDOS = 60  # de procesador


def _limitar(recurso: int, tope: int) -> None:
    """Nunca por encima del que ya traiga el servicio: subirlo no se permite."""
    _, vigente = resource.getrlimit(recurso)
    tope = tope if vigente == resource.RLIM_INFINITY else min(tope, vigente)
    resource.setrlimit(recurso, (tope, tope))


def main() -> None:
    """Sale con 0 aunque no se abra; otro código es que murió a medias."""
    sys.path.insert(0, str(Path(__file__).parents[4]))  # aislado, no se conoce ni a sí mismo
    from conoceles.candidaturas.padron.archivo.libro import hojas
    from conoceles.candidaturas.padron.archivo.pagina import tablas

    _limitar(resource.RLIMIT_AS, MEMORIA)
    _limitar(resource.RLIMIT_CPU, SEGUNDOS)
    _limitar(resource.RLIMIT_CORE, 0)  # un volcado llevaría datos personales al disco
    try:
        leer = tablas if sys.argv[1:] == ["html"] else hojas
        salida: dict[str, object] = {"hojas": leer(sys.stdin.buffer.read())}
    except MemoryError:
        raise SystemExit(3) from None
    except BaseException as error:  # la biblioteca también falla con pánicos que no son `Exception`
        salida = {"error": str(error)}
    sys.stdout.write(json.dumps(salida))


if __name__ == "__main__":
    main()
