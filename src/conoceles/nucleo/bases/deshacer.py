"""Lo que SQLite apunta de cada instrucción, por si hay que deshacerla a medias."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def deshacer_en_memoria(using: str = "default") -> Iterator[None]:
    """Para un trabajo de miles de instrucciones, en una sola transacción, que empiece aquí dentro.

    Donde hay disparadores se apunta cómo estaba cada página que toca una instrucción, y las de un padrón grande son casi
    todas distintas: en disco eran gigaoctetos que nadie lee. Dentro de otra transacción no se hace: lo apuntado duraría lo
    que ella, y recorrerlo en la memoria cuesta más que escribirlo.
    """
    base = connections[using]
    if base.vendor != "sqlite" or base.in_atomic_block:
        yield
        return
    with base.cursor() as cursor:
        cursor.execute("PRAGMA temp_store = MEMORY")
        try:
            yield
        finally:
            cursor.execute("PRAGMA temp_store = DEFAULT")
