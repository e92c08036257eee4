"""Disparadores declarados por cada sala e instalados en los dos motores.

Django reconstruye tablas en SQLite y borra sus disparadores sin avisar: por eso se reinstalan
después de cada migración, y una prueba los cuenta.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db import connections
from django.db.backends.utils import CursorWrapper

from conoceles.nucleo.redaccion.ocultos import DIRECCION

# REPLACE: un INSERT que quitaría otra fila.
Evento = Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE", "REPLACE"]
_LOS_DE_SQLITE = (
    "SELECT name, 'DROP TRIGGER IF EXISTS ' || name || ' ' || sql FROM sqlite_master WHERE type = 'trigger'"
)
# Lo que la función lleva aparte de su texto también decide: con otro `search_path` lee las tablas de otro esquema.
_LOS_DE_POSTGRESQL = """
SELECT t.tgname, 'CREATE OR REPLACE FUNCTION ' || p.proname || '() RETURNS trigger LANGUAGE ' || l.lanname
  || CASE WHEN p.prosecdef THEN ' SECURITY DEFINER' ELSE '' END || COALESCE(' ' || p.proconfig::text, '')
  || ' AS $$' || p.prosrc || '$$ ' || replace(pg_get_triggerdef(t.oid, true), 'CREATE ', 'CREATE OR REPLACE ')
  || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' apagado' END
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE NOT t.tgisinternal"""


@dataclass(frozen=True)
class Disparador:
    """Rechaza `evento` en `tabla` cuando `condicion` (SQL común, con OLD y NEW) es cierta. `motor`: si solo va en uno."""

    nombre: str
    tabla: str
    evento: Evento
    condicion: str
    mensaje: str
    base: str = "default"
    motor: str = ""


def inmutable(tabla: str, *, base: str = "default", salvo: str = "") -> tuple[Disparador, ...]:
    """Prohíbe cambiar y borrar filas. `salvo`: condición SQL en la que el cambio sí se admite."""
    condicion = f"NOT ({salvo})" if salvo else "1 = 1"
    mensaje = f"{tabla}: las filas no se cambian ni se borran"
    return (
        Disparador(f"{tabla}_no_cambia", tabla, "UPDATE", condicion, mensaje, base),
        *permanente(tabla, mensaje, base=base),
    )


def permanente(tabla: str, mensaje: str, *, base: str = "default") -> tuple[Disparador, ...]:
    """Prohíbe quitar filas por cualquier camino: borrarlas, vaciar la tabla o reemplazarlas.

    Sin `recursive_triggers`, que pone cada conexión y no el archivo, `INSERT OR REPLACE` borra en SQLite sin avisar a
    los disparadores de borrado.
    """
    reemplazo = f"{tabla}: esa fila ya está y no se reemplaza"
    return (
        Disparador(f"{tabla}_no_se_borra", tabla, "DELETE", "1 = 1", mensaje, base),
        Disparador(f"{tabla}_no_se_vacia", tabla, "TRUNCATE", "1 = 1", mensaje, base, "postgresql"),
        Disparador(f"{tabla}_no_se_reemplaza", tabla, "REPLACE", "1 = 1", reemplazo, base, "sqlite"),
    )


def iguales(*columnas: str) -> str:
    """Condición SQL: ninguna de esas columnas cambia."""
    return " AND ".join(f"NEW.{c} = OLD.{c}" for c in columnas)


def voltea(columna: str) -> str:
    """Condición SQL: el texto o el JSON nuevo lleva un carácter que voltea lo que se lee."""
    texto = f"CAST(NEW.{columna} AS TEXT)"
    return " OR ".join(
        f"{texto} LIKE '%{c}%' OR {texto} LIKE '%\\u{ord(c):04x}%'" for c in DIRECCION
    )  # SQLite guarda el JSON escapado; PostgreSQL, no


def de_la_base(alias: str, disparadores: Iterable[Disparador]) -> list[Disparador]:
    """Los que le tocan a esa base en su motor."""
    return [d for d in disparadores if d.base == alias and d.motor in ("", connections[alias].vendor)]


def instalar(alias: str, disparadores: Iterable[Disparador]) -> None:
    """Crea o reemplaza en la conexión los disparadores que le tocan y cuya tabla ya existe."""
    conexion = connections[alias]
    tablas = set(conexion.introspection.table_names())
    sentencias = _sqlite if conexion.vendor == "sqlite" else _postgresql
    with conexion.cursor() as cursor:
        for disparador in de_la_base(alias, disparadores):
            if disparador.tabla in tablas:
                for sentencia in sentencias(disparador, cursor):
                    cursor.execute(sentencia)


def retirar(alias: str) -> None:
    """Quita los nuestros, para que los ponga quien siga: al migrar, o la versión anterior al volver a ella."""
    en_sqlite = connections[alias].vendor == "sqlite"
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
            if en_sqlite
            else "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
        )
        for nombre, tabla in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {nombre}" + ("" if en_sqlite else f" ON {tabla}"))


def instalados(alias: str) -> set[str]:
    """Nombres de los disparadores que existen en la base."""
    return set(_textos(alias))


def distintos(alias: str, disparadores: Iterable[Disparador]) -> tuple[set[str], set[str], set[str]]:
    """Nombres de los que faltan en la base, de los que dicen otra cosa o están apagados, y de los que nadie declara."""
    sentencias = _sqlite if connections[alias].vendor == "sqlite" else _postgresql
    hay = _textos(alias)
    with connections[alias].cursor() as cursor:
        debidos = {d.nombre: " ".join(sentencias(d, cursor)) for d in de_la_base(alias, disparadores)}
    faltan = debidos.keys() - hay.keys()
    cambiados = {n for n in debidos.keys() & hay.keys() if hay[n] != debidos[n]}
    return faltan, cambiados, hay.keys() - debidos.keys()


def _textos(alias: str) -> dict[str, str]:
    """Nombre → las sentencias que lo pondrían, según la base. Con un nombre puede haber varios: otra tabla u otro esquema en
    PostgreSQL; en SQLite, con `writable_schema`, otro renglón que lo usa para esconder el suyo."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_LOS_DE_SQLITE if connections[alias].vendor == "sqlite" else _LOS_DE_POSTGRESQL)
        textos = dict[str, str]()
        for nombre, texto in cursor.fetchall():
            textos[nombre] = " ".join(filter(None, [textos.get(nombre), texto]))
        return textos


def _sqlite(d: Disparador, cursor: CursorWrapper) -> list[str]:
    evento, condicion = (
        ("INSERT", _ya_esta(d.tabla, cursor)) if d.evento == "REPLACE" else (d.evento, d.condicion)
    )
    return [
        f"DROP TRIGGER IF EXISTS {d.nombre}",
        f"CREATE TRIGGER {d.nombre} BEFORE {evento} ON {d.tabla} FOR EACH ROW "
        f"WHEN {condicion} BEGIN SELECT RAISE(ABORT, '{d.mensaje}'); END",
    ]


def _ya_esta(tabla: str, cursor: CursorWrapper) -> str:
    """Condición SQL: hay otra fila con la llave o con alguna de las columnas únicas de la nueva."""
    cursor.execute("SELECT name FROM pragma_table_info(%s) WHERE pk > 0", [tabla])
    casos = [_igual(cursor.fetchall())]
    cursor.execute(
        "SELECT i.name, m.sql FROM pragma_index_list(%s) i JOIN sqlite_master m ON m.name = i.name "
        "WHERE i.\"unique\" AND i.origin <> 'pk' ORDER BY i.name",
        [tabla],
    )
    for indice, sql in cursor.fetchall():
        cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [indice])
        casos.append(_igual(cursor.fetchall()) + _si_entra(sql or ""))
    return " OR ".join(f"EXISTS (SELECT 1 FROM {tabla} WHERE {caso})" for caso in casos)


def _igual(columnas: Iterable[tuple[str]]) -> str:
    return " AND ".join(f'"{c}" = NEW."{c}"' for (c,) in columnas)


def _si_entra(indice: str) -> str:
    """De un índice parcial, que las dos filas estén en la parte que abarca."""
    _, hay, parte = indice.partition(" WHERE ")
    nueva = re.sub(r'"(\w+)"', r'NEW."\1"', parte)
    return f" AND ({parte}) AND ({nueva})" if hay else ""


def _postgresql(d: Disparador, cursor: object) -> list[str]:
    devuelve = "OLD" if d.evento == "DELETE" else "NEW"
    cada = "STATEMENT" if d.evento == "TRUNCATE" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {d.nombre}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {d.condicion} THEN RAISE EXCEPTION '{d.mensaje}' USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {devuelve}; END $$",
        f"CREATE OR REPLACE TRIGGER {d.nombre} BEFORE {d.evento} ON {d.tabla} "
        f"FOR EACH {cada} EXECUTE FUNCTION {d.nombre}()",
    ]
