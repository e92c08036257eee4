"""Escribir muchas filas de una tabla con la mitad del procesador que pide `bulk_create`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, groupby, islice
from operator import attrgetter
from os import urandom
from typing import TypeVar
from uuid import UUID

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, CharField, Field, Model, TextField
from django.dispatch import Signal

# Donde hay disparadores SQLite guarda, en cada instrucción, cómo estaban las páginas que toca; varias filas tocan casi las mismas.
JUNTAS = 32
# Filas con sus valores a la vez en la memoria: los de un padrón entero son tantos como él.
PREPARADAS = 64 * JUNTAS
Fila = TypeVar("Fila", bound=Model)
insertadas = Signal()  # de un modelo (`sender`), las `filas` que se acaban de escribir así
_DE_TEXTO = (CharField.get_prep_value, TextField.get_prep_value)


def insertar(filas: Iterable[Model], using: str = "default") -> None:
    """Escribe filas nuevas, en su orden: con una instrucción preparada para pocas, y no una enorme por lote.

    Pasa por las restricciones y los disparadores de siempre. La llave que da la base no se lee de vuelta.
    """
    with transaction.atomic(using, savepoint=False):
        for modelo, suyas in groupby(filas, type):
            while juntas := list(islice(suyas, PREPARADAS)):
                _insertar(modelo, juntas, using)


def llaves(cuantas: int) -> Iterator[UUID]:
    """Al azar y de menor a mayor: filas escritas en ese orden hacen crecer cada índice por su orilla, y no tocan todas sus páginas."""
    al_azar = sorted((urandom(16) for _ in range(cuantas)), reverse=True)
    while al_azar:
        yield UUID(bytes=al_azar.pop(), version=4)


def nueva(modelo: type[Fila], *valores: object, **relacionadas: Model | None) -> Fila:
    """Una fila por escribir, con sus valores en el orden de la tabla: por su nombre, las de un padrón tardan el triple.

    `relacionadas`: las que ya se tienen, por su campo; asignarlas le pregunta a cada una en qué base está.
    """
    fila = modelo(*valores)
    for nombre, otra in relacionadas.items():
        modelo._meta.get_field(nombre).set_cached_value(fila, otra)  # type: ignore[union-attr]
    return fila


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
    insertadas.send(modelo, filas=filas)


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
