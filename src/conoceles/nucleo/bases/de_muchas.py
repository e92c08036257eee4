"""Leer lo que una tabla dice de muchas personas."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

_LOTE = 500  # claves por consulta: bajo el límite de parámetros de SQLite
_VECES = 1.7  # decirle tres claves a la base cuesta como leer de más dos filas
Clave = TypeVar("Clave")
Fila = TypeVar("Fila")


def de_muchas(
    filas: QuerySet[Any, Fila],
    campo: str,
    claves: Iterable[Hashable] | None,
    suya: Callable[[Fila], Hashable],
) -> Iterator[Fila]:
    """Las de esas claves, o todas; las de una misma clave, en el orden de `filas`. `suya`: la clave de una fila.

    Por lotes de claves; la tabla que no tiene muchas más filas que claves se piden se lee entera.
    """
    if claves is None:
        return filas.iterator()
    pedidas = dict.fromkeys(claves)
    if len(pedidas) > _LOTE and _cuantas(filas.model, filas.db) <= _VECES * len(pedidas):
        return (fila for fila in filas.iterator() if suya(fila) in pedidas)
    # En el orden de su índice: SQLite, que no siempre sabe cuánto hay, las busca por él y no recorre la tabla en cada lote.
    en_orden = filas.order_by(campo, *filas.query.order_by)
    return (fila for lote in tandas(pedidas) for fila in en_orden.filter(**{f"{campo}__in": lote}))


def tandas(claves: Iterable[Clave]) -> Iterator[list[Clave]]:
    """En su orden y de las que caben en una consulta."""
    lista = list(claves)
    return (lista[n : n + _LOTE] for n in range(0, len(lista), _LOTE))


def _cuantas(modelo: type[Model], base: str) -> int:
    return modelo._default_manager.using(base).count()
