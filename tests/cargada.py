"""Una elección del repositorio, cargada: la primera vez por su operación, y después con las filas que dejó.

Leer y asentar una elección cuesta diez veces más que escribir sus filas, y la piden cientos de pruebas. Las de
`cargar` no pasan por aquí.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from conoceles.nucleo import secretos
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.carpetas import RAIZ_PROYECTO

SISTEMA = Alcance.sistema("pruebas")
_ESCRITA = re.compile(r'INSERT (?:OR \w+ )?INTO "(\w+)"')
_filas: dict[tuple[Any, ...], dict[str, list[tuple[Any, ...]]]] = {}


def cargada(*claves: str, ahora: datetime, inventado: bool = False, por: Alcance = SISTEMA) -> None:
    """Deja cargadas esas elecciones en una base que no tenía ninguna, con la tabla de estados al día."""
    from conoceles.expediente.transiciones import sincronizar
    from conoceles.proceso.models import Proceso
    from conoceles.proceso.operaciones import cargar

    assert not Proceso.objects.exists(), "ya hay una elección: use `cargar`"
    sincronizar()
    caso = (claves, ahora, inventado, por, secretos.huella("maestra"))  # con otra llave, otros sellos
    if caso in _filas:
        _escribir(_filas[caso])
        return
    with _tablas() as tablas:
        for clave in claves:
            cargar(RAIZ_PROYECTO / "procesos" / clave, por=por, ahora=ahora, inventado=inventado)
    Proceso.objects.update(captura_autorizada=True)  # como si constaran los actos del Comité
    _filas[caso] = {tabla: _leer(tabla) for tabla in tablas}


@contextmanager
def _tablas() -> Iterator[dict[str, None]]:
    """Las tablas en que se inserta mientras dure, en orden."""
    vistas: dict[str, None] = {}

    def anotar(ejecutar: Any, sql: str, params: Any, many: bool, contexto: Any) -> Any:
        if hallada := _ESCRITA.match(sql):
            vistas[hallada[1]] = None
        return ejecutar(sql, params, many, contexto)

    with connection.execute_wrapper(anotar):
        yield vistas


def _leer(tabla: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{tabla}"')
        return list(cursor.fetchall())


def _escribir(filas: dict[str, list[tuple[Any, ...]]]) -> None:
    with connection.cursor() as cursor:
        for tabla, suyas in filas.items():
            lugares = ", ".join(["%s"] * len(suyas[0]))
            cursor.executemany(f'INSERT INTO "{tabla}" VALUES ({lugares})', suyas)
