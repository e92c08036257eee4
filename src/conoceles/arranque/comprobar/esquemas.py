"""Las tablas, sus restricciones y sus índices son los que dejó la última puesta al día, que los asienta en la bitácora.

Un candado se compara con su declaración. De una restricción quitada (`PRAGMA writable_schema`, `ALTER TABLE … DROP`) o de una
tabla vuelta vista no hay con qué comparar sino cómo estaba: por eso se asienta su huella, por base, motor y migraciones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import DatabaseError, connections, transaction

from conoceles.arranque.bases import ALIAS
from conoceles.arranque.comprobar.hallazgo import Hallazgo, error
from conoceles.nucleo.canonico import huella

_SQLITE = (
    "SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master "
    "WHERE type <> 'trigger' AND name NOT LIKE 'sqlite_stat%' ORDER BY type, name"
)
_POSTGRESQL = """
SELECT 'columna', c.relname || '.' || a.attname, c.relkind::text || format_type(a.atttypid, a.atttypmod),
  a.attnotnull::text || COALESCE(pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'v', 'm', 'p')
UNION ALL SELECT 'restriccion', c.relname || '.' || r.conname, r.contype::text || r.convalidated::text, pg_get_constraintdef(r.oid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' JOIN pg_constraint r ON r.conrelid = c.oid
UNION ALL SELECT 'indice', c.relname, i.indisvalid::text, pg_get_indexdef(i.indexrelid)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' JOIN pg_index i ON i.indexrelid = c.oid
ORDER BY 1, 2"""
_REMEDIO = "Alguien tocó la base: averigüe quién, y restaure el último respaldo donde no lo dijera."


class Cual(NamedTuple):
    """De qué es una huella: otra versión, u otro motor, no se comparan."""

    base: str
    motor: str
    migraciones: str


def cambiados() -> Iterator[Hallazgo]:
    """De cada base, si su esquema no es el que se asentó con estas migraciones."""
    for alias in sorted(distintos()):
        frase = f"En la base «{ALIAS[alias]}» una tabla, una restricción o un índice no es como la dejó la instalación."
        yield error("ESQUEMA_CAMBIADO", frase, _REMEDIO)


def distintos() -> set[str]:
    """Los alias así; de lo que nunca se asentó no se sabe."""
    asentados = _asentados()
    hoy = {alias: _hoy(alias) for alias in ALIAS}
    return {alias for alias, (cual, esquema) in hoy.items() if asentados.get(cual, esquema) != esquema}


def distintos_antes() -> set[str]:
    """Lo mismo antes de migrar: en una instalación nueva, o de una versión que no sellaba, no se sabe de ninguno."""
    try:
        return distintos()
    except DatabaseError:
        return set()


def asentar(*, ahora: datetime, salvo: Collection[str] = ()) -> None:
    """Al ponerse al día: el de cada base que con estas migraciones no conste. `salvo`: las que ya antes estaban cambiadas, que
    quedan sin ninguno que valga: repetir la puesta al día tampoco las da por buenas."""
    asentados = _asentados()
    for alias in ALIAS:
        cual, esquema = _hoy(alias)
        if cual not in asentados:
            _registrar({**cual._asdict(), "esquema": "" if alias in salvo else esquema}, ahora)


def se_vuelve(*, ahora: datetime) -> None:
    """A punto de volver de versión: lo asentado hasta hoy ya no se compara, porque deshacer escribe distinto lo mismo."""
    _registrar({"se_vuelve": True}, ahora)


def _registrar(datos: dict[str, object], ahora: datetime) -> None:
    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.operaciones import registrar
    from conoceles.nucleo.alcance import Alcance

    por = Alcance.sistema("instalación")
    with transaction.atomic(using="default"):
        registrar(using="default", por=por, acto=Acto.ESQUEMA_ASENTADO, ahora=ahora, datos=datos)


def _asentados() -> dict[Cual, str]:
    from conoceles.bitacora.actos import Acto
    from conoceles.bitacora.consultas import sellada
    from conoceles.bitacora.models import Entrada

    dichos: dict[Cual, str] = {}
    for entrada in Entrada.objects.using("default").filter(acto=Acto.ESQUEMA_ASENTADO).order_by("id"):
        if not sellada(entrada):
            continue
        if entrada.datos.get("se_vuelve"):
            dichos = {}
            continue
        datos = dict(entrada.datos)
        esquema = datos.pop("esquema")
        dichos[Cual(**datos)] = esquema
    return dichos


def _hoy(alias: str) -> tuple[Cual, str]:
    conexion = connections[alias]
    es_sqlite = conexion.vendor == "sqlite"
    with conexion.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migraciones = huella([[*fila] for fila in cursor.fetchall()])
        cursor.execute(_SQLITE if es_sqlite else _POSTGRESQL)
        esquema = huella([[*fila] for fila in cursor.fetchall()])
        motor = "sqlite" if es_sqlite else f"postgresql {_version(alias)}"
    return Cual(ALIAS[alias], motor, migraciones), esquema


def _version(alias: str) -> int:
    """La mayor: cada una escribe las restricciones a su modo."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000
