"""Que la base sepa cuánto hay en cada tabla. PostgreSQL lo averigua solo; SQLite, cuando se le pide.

Sin saberlo, SQLite busca lo de una boleta recorriendo la elección entera: con 30,000 candidaturas, cada boleta las mira todas.
"""

from __future__ import annotations

import logging

from django.db import OperationalError, connections

REGISTRO = logging.getLogger("conoceles.recuento")
_MUESTRA = 1_000  # renglones que mira de cada índice: tarda lo mismo en una base grande que en una chica


def recontar() -> None:
    """Después de que crecieron mucho: importar un padrón, publicar entera una elección. Y cada día, por lo que se capturó.

    Sirve para ir más de prisa: si otro escribe y no se puede, se anota y se sigue.
    """
    for conexion in connections.all():
        if conexion.vendor == "sqlite":
            try:
                with conexion.cursor() as cursor:
                    cursor.execute(f"PRAGMA analysis_limit = {_MUESTRA}")
                    cursor.execute("ANALYZE")
            except OperationalError as error:
                REGISTRO.warning("No se contaron las tablas de «%s» (%s).", conexion.alias, error)
