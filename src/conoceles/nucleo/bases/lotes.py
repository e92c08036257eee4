"""Escribir muchas filas de una tabla con la mitad del procesador que pide `bulk_create`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain, groupby
from operator import attrgetter

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, CharField, Field, Model, TextField

# Donde hay disparadores SQLite guarda, en cada instrucción, cómo estaban las páginas que toca; varias filas tocan casi las mismas.
JUNTAS = 32
_DE_TEXTO = (CharField.get_prep_value, TextField.get_prep_value)


def insertar(filas: Iterable[Model], using: str = "default") -> None:
    """Escribe filas nuevas, en su orden: con una instrucción preparada para pocas, y no una enorme por lote.

    Pasa por las restricciones y los disparadores de siempre. La llave que da la base no se lee de vuelta.
    """
    with transaction.atomic(using, savepoint=False):
        for modelo, suyas in groupby(filas, type):
            _insertar(modelo, list(suyas), using)


def _insertar(modelo: type[Model], filas: Sequence[Model], using: str) -> None:
    base = connections[using]
    nombre = base.ops.quote_name
    campos = [c for c in modelo._meta.concrete_fields if not isinstance(c, AutoField)]
    columnas, lugares = ", ".join(nombre(str(c.column)) for c in campos), ", ".join(["%s"] * len(campos))
    orden = f"INSERT INTO {nombre(modelo._meta.db_table)} ({columnas}) VALUES "  # noqa: S608
    dichas = list(zip(*(_columna(c, filas, base) for c in campos), strict=True))
    enteras = len(dichas) - len(dichas) % JUNTAS
    with base.cursor() as cursor:
        for cuantas, suyas in ((JUNTAS, dichas[:enteras]), (1, dichas[enteras:])):
            if suyas:
                valores = [[*chain(*suyas[n : n + cuantas])] for n in range(0, len(suyas), cuantas)]
                cursor.executemany(orden + ", ".join([f"({lugares})"] * cuantas), valores)
    for fila in filas:
        fila._state.adding, fila._state.db = False, using


def _columna(campo: Field[object, object], filas: Sequence[Model], base: BaseDatabaseWrapper) -> list[object]:
    """Los valores de un campo como van a la base: un texto ya va así, y lo que la fila de arriba ya decía no se prepara otra vez."""
    comun = type(campo).pre_save is Field.pre_save
    leer = attrgetter(campo.attname) if comun else partial(campo.pre_save, add=True)
    valores: list[object] = [*map(leer, filas)]
    if type(campo).get_prep_value in _DE_TEXTO and {*map(type, valores)} == {str}:
        return valores
    dichos: list[object] = []
    anterior, preparado = object(), None
    for valor in valores:
        if valor is not anterior:
            anterior, preparado = valor, campo.get_db_prep_save(valor, base)
        dichos.append(preparado)
    return dichos
