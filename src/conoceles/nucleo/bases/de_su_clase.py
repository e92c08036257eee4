"""Que cada columna guarde un dato de su clase: SQLite admite en todas lo que sea, y una sola fila que no se puede leer impedía leer las demás.

PostgreSQL no necesita nada de esto.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connections, models, router
from django.db.models import Model

from conoceles.nucleo.disparadores import Disparador

_DIA = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*"
# Clase → cuándo {c} no es de ella. De lo nulo se encarga la tabla.
_NO_ES: tuple[tuple[type[models.Field[object, object]], str], ...] = (
    (models.UUIDField, "length({c}) <> 32 OR {c} GLOB '*[^0-9a-f]*'"),
    (models.DateField, f"{{c}} NOT GLOB '{_DIA}' OR ({{c}} IS NOT NULL AND julianday({{c}}) IS NULL)"),
    (models.BooleanField, "{c} NOT IN (0, 1)"),
    (models.IntegerField, "typeof({c}) NOT IN ('integer', 'null')"),
    (models.CharField, "typeof({c}) NOT IN ('text', 'null')"),
    (models.TextField, "typeof({c}) NOT IN ('text', 'null')"),
)


def disparadores() -> list[Disparador]:
    """Los de las tablas nuestras, al poner y al cambiar."""
    return [
        Disparador(
            f"{tabla}_de_su_clase_{evento.lower()}", tabla, evento, _mal(modelo, "NEW."),
            f"{tabla}: un dato no es de su clase", router.db_for_write(modelo), "sqlite",
        )
        for modelo in _modelos()
        if (tabla := modelo._meta.db_table) and _mal(modelo, "NEW.")
        for evento in ("INSERT", "UPDATE")
    ]  # fmt: skip


def ilegibles(alias: str) -> Iterator[tuple[str, str]]:
    """Tabla y renglón (`rowid`) de cada fila que no se puede leer: la puso quien antes quitó los candados."""
    if connections[alias].vendor != "sqlite":
        return
    for modelo in _modelos():
        mal, tabla = _mal(modelo, ""), modelo._meta.db_table
        if mal and router.db_for_write(modelo) == alias:
            with connections[alias].cursor() as cursor:
                cursor.execute(f"SELECT rowid FROM {tabla} WHERE {mal}")  # noqa: S608 — de los modelos, nada de fuera
                yield from ((tabla, str(renglon)) for (renglon,) in cursor.fetchall())


def _modelos() -> list[type[Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("conoceles.") and m._meta.managed]


def _mal(modelo: type[Model], de: str) -> str:
    """Condición SQL: alguna columna de esa fila no guarda un dato de su clase."""
    casos = (
        (caso, f'{de}"{campo.column}"')
        for campo in modelo._meta.concrete_fields
        for clase, caso in _NO_ES
        if isinstance(_el_que_nombra(campo), clase)
    )
    return " OR ".join(f"({caso.format(c=columna)})" for caso, columna in casos)


def _el_que_nombra(campo: models.Field[object, object]) -> object:
    """De una llave foránea, la columna a la que lleva."""
    return campo.target_field if isinstance(campo, models.ForeignKey) else campo
