"""Disparadores declarados por cada sala e instalados en los dos motores.

Django reconstruye tablas en SQLite y borra sus disparadores sin avisar: por eso se reinstalan
después de cada migración, y una prueba los cuenta.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import connections

Evento = Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]


@dataclass(frozen=True)
class Disparador:
    """Rechaza `evento` en `tabla` cuando `condicion` (SQL común, con OLD y NEW) es cierta."""

    nombre: str
    tabla: str
    evento: Evento
    condicion: str
    mensaje: str
    base: str = "default"


def inmutable(tabla: str, *, base: str = "default", salvo: str = "") -> tuple[Disparador, ...]:
    """Prohíbe cambiar y borrar filas. `salvo`: condición SQL en la que el cambio sí se admite."""
    condicion = f"NOT ({salvo})" if salvo else "1 = 1"
    mensaje = f"{tabla}: las filas no se cambian ni se borran"
    return (
        Disparador(f"{tabla}_no_cambia", tabla, "UPDATE", condicion, mensaje, base),
        Disparador(f"{tabla}_no_se_borra", tabla, "DELETE", "1 = 1", mensaje, base),
        Disparador(f"{tabla}_no_se_vacia", tabla, "TRUNCATE", "1 = 1", mensaje, base),
    )


def iguales(*columnas: str) -> str:
    """Condición SQL: ninguna de esas columnas cambia."""
    return " AND ".join(f"NEW.{c} = OLD.{c}" for c in columnas)


def de_la_base(alias: str, disparadores: Iterable[Disparador]) -> list[Disparador]:
    """Los que le tocan a esa base en su motor: SQLite no tiene TRUNCATE."""
    fuera = {"TRUNCATE"} if connections[alias].vendor == "sqlite" else set()
    return [d for d in disparadores if d.base == alias and d.evento not in fuera]


def instalar(alias: str, disparadores: Iterable[Disparador]) -> None:
    """Crea o reemplaza en la conexión los disparadores que le tocan y cuya tabla ya existe."""
    conexion = connections[alias]
    tablas = set(conexion.introspection.table_names())
    sentencias = _sqlite if conexion.vendor == "sqlite" else _postgresql
    with conexion.cursor() as cursor:
        for disparador in de_la_base(alias, disparadores):
            if disparador.tabla in tablas:
                for sentencia in sentencias(disparador):
                    cursor.execute(sentencia)


def retirar(alias: str) -> None:
    """Quita los nuestros antes de migrar en SQLite: rehacer una tabla que otro disparador nombra fallaría.

    En PostgreSQL no hace falta, y los candados se quedan puestos.
    """
    if connections[alias].vendor == "sqlite":
        with connections[alias].cursor() as cursor:
            for nombre in instalados(alias):
                cursor.execute(f"DROP TRIGGER {nombre}")


def instalados(alias: str) -> set[str]:
    """Nombres de los disparadores que existen en la base."""
    conexion = connections[alias]
    consulta = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if conexion.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with conexion.cursor() as cursor:
        cursor.execute(consulta)
        return {fila[0] for fila in cursor.fetchall()}


def _sqlite(d: Disparador) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {d.nombre}",
        f"CREATE TRIGGER {d.nombre} BEFORE {d.evento} ON {d.tabla} FOR EACH ROW "
        f"WHEN {d.condicion} BEGIN SELECT RAISE(ABORT, '{d.mensaje}'); END",
    ]


def _postgresql(d: Disparador) -> list[str]:
    devuelve = "OLD" if d.evento == "DELETE" else "NEW"
    cada = "STATEMENT" if d.evento == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {d.nombre}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {d.condicion} THEN RAISE EXCEPTION '{d.mensaje}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {devuelve}; END $$",
        f"CREATE OR REPLACE TRIGGER {d.nombre} BEFORE {d.evento} ON {d.tabla} "
        f"FOR EACH {cada} EXECUTE FUNCTION {d.nombre}()",
    ]
