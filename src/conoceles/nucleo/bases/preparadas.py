"""Lecturas que cada página repite: se componen una vez por proceso y después solo cambian sus valores.

Componer con el ORM lo mismo de siempre cuesta de tres a seis veces más procesador que leerlo, y era la mitad de lo que gastaba
una página de captura. De lo leído no se recuerda nada: cada llamada pregunta a la base.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator
from copy import copy
from datetime import datetime
from itertools import count
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

from conoceles.nucleo.alcance import Alcance

Fila = TypeVar("Fila")
Valor = str | int | UUID | datetime
Dicho = Valor | Alcance | Collection[Valor]
POCOS = 4  # de una colección: cada tamaño es otra consulta, y con más se compone cada vez
_DE_UN_ALCANCE = ("fuerza", "contiendas", "formula", "candidaturas", "proceso")


class Lugar(Expression):
    """Donde va un valor que todavía no se sabe."""

    def __init__(self, numero: int) -> None:
        super().__init__()
        self.numero = numero

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """Al ejecutar, el valor toma su lugar entre los parámetros."""
        return "%s", (self,)


class _Compuesta(NamedTuple):
    conjunto: QuerySet[Any, Any]
    compilador: SQLCompiler
    sql: str
    parametros: tuple[object, ...]


class Preparada(Generic[Fila]):
    """`componer` recibe los valores y devuelve el QuerySet; de ellos solo decide según cuántos son o, de un alcance, qué lleva
    y de qué papel es: lo demás son lugares. Por eso vive en el módulo y no en una función, que pondría algo suyo para siempre.

    Un valor nulo no cabe: en SQL ni siquiera se compara igual.
    """

    def __init__(self, componer: Callable[..., QuerySet[Any, Fila]]) -> None:
        self._componer = componer
        self._compuestas: dict[Hashable, _Compuesta] = {}

    def __call__(self, *dichos: Dicho) -> list[Fila]:
        """Las filas, leídas ahora."""
        partidos = [_partir(dicho) for dicho in dichos]
        forma = tuple(suya for suya, _ in partidos)
        preparada = self._compuestas.get(forma)
        if preparada is None:
            if any(len(valores) > POCOS for _, valores in partidos):
                return list(self._componer(*dichos))
            preparada = self._compuestas[forma] = _componer(self._componer, dichos)
        return _leer(preparada, [valor for _, valores in partidos for valor in valores])


def puestas(de: Model, relacion: str, leidas: Preparada[Any]) -> None:
    """Deja en `de`, si todavía no están, las filas de su relación: como `prefetch_related_objects`."""
    sabidas = vars(de).setdefault("_prefetched_objects_cache", {})
    if relacion not in sabidas:
        conjunto = getattr(de, relacion).get_queryset()
        conjunto._result_cache, conjunto._prefetch_done = leidas(de.pk), True
        sabidas[relacion] = conjunto


def _partir(dicho: Dicho) -> tuple[Hashable, list[Any]]:
    """Lo que de él decide la consulta, y los valores que llevará."""
    if isinstance(dicho, Valor):
        return None, [dicho]
    if isinstance(dicho, Alcance):
        partes = [_partir(parte) if (parte := getattr(dicho, c)) else ("", []) for c in _DE_UN_ALCANCE]
        return (dicho.papel, dicho.todo, *(f for f, _ in partes)), [v for _, suyos in partes for v in suyos]
    return len(dicho), [*dicho]


def _componer(componer: Callable[..., QuerySet[Any, Any]], dichos: Collection[Dicho]) -> _Compuesta:
    numeros = count()
    conjunto = componer(*(_con_lugares(dicho, numeros) for dicho in dichos))
    compilador = conjunto.query.get_compiler(using=conjunto.db)
    try:
        sql, parametros = compilador.as_sql()
    except EmptyResultSet:  # un alcance que no alcanza nada
        sql, parametros = "", ()
    del compilador.connection  # es de este hilo; al leer toma la de quien lee
    return _Compuesta(conjunto, compilador, sql, tuple(parametros))


def _con_lugares(dicho: Dicho, numeros: Iterator[int]) -> Any:
    """El mismo, sin un solo valor suyo."""
    if isinstance(dicho, Valor):
        return Lugar(next(numeros))
    if isinstance(dicho, Alcance):
        partes = {c: _con_lugares(p, numeros) if (p := getattr(dicho, c)) else p for c in _DE_UN_ALCANCE}
        return Alcance("", dicho.papel, dicho.todo, **partes)
    return [Lugar(next(numeros)) for _ in dicho]


def _leer(preparada: _Compuesta, valores: list[Any]) -> list[Any]:
    if not preparada.sql:
        return []
    conjunto = preparada.conjunto._chain()  # type: ignore[attr-defined]
    conexion = connections[conjunto.db]
    if conjunto.query.select_for_update and conexion.get_autocommit():
        raise TransactionManagementError("Un candado se pide dentro de una transacción.")
    dichos: Any = tuple(
        _para(conexion, valores[p.numero]) if isinstance(p, Lugar) else p for p in preparada.parametros
    )
    suyo = copy(preparada.compilador)
    suyo.connection, suyo.as_sql = conexion, lambda *_, **__: (preparada.sql, dichos)  # type: ignore[method-assign]
    conjunto.query.get_compiler = lambda *_, **__: suyo
    return list(conjunto)


def _para(conexion: BaseDatabaseWrapper, valor: Valor) -> object:
    """Como lo guarda ese motor."""
    if isinstance(valor, UUID):
        return valor if conexion.features.has_native_uuid_field else valor.hex
    return conexion.ops.adapt_datetimefield_value(valor) if isinstance(valor, datetime) else valor
