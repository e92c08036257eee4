"""Quien tiene el archivo de la base y no pasa por el sistema; y lo que el sitio dice después."""

from __future__ import annotations

import json
from typing import Any

from django.db import connections, router
from django.db.models import Model, QuerySet

from conoceles.nucleo.carpetas import carpetas
from publicacion.eleccion import PROCESO


def sin_candados(tabla: str, alias: str = "default") -> None:
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {tabla} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [tabla])
        for (nombre,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{nombre}"')


def cambiar(modelo: type[Model], cuales: dict[str, Any], **campos: Any) -> None:
    """Un cliente llano de la base, con los candados quitados."""
    sin_candados(modelo._meta.db_table, router.db_for_write(modelo))
    assert filas(modelo).filter(**cuales).update(**campos) == 1


def filas(modelo: type[Model]) -> QuerySet[Any]:
    """Las de esa tabla, como las lee y escribe quien no pasa por el sistema: nada de lo que haga se asienta."""
    return QuerySet(modelo, using=router.db_for_write(modelo))


def otro_final(cifrado: bytes) -> bytes:
    """El mismo largo y otro último octeto: poner uno fijo no cambia nada una vez de cada 256."""
    return cifrado[:-1] + bytes([cifrado[-1] ^ 1])


def publicado() -> str:
    """Todo lo que dice el sitio, en un solo texto."""
    archivos = (carpetas().sitio / PROCESO / "actual").rglob("*")
    return "".join(a.read_text(encoding="utf-8") for a in archivos if a.suffix in (".html", ".json", ".csv"))


def ficha(folio: str) -> dict[str, Any]:
    leida: dict[str, Any] = json.loads(
        (carpetas().sitio / PROCESO / "actual" / "candidaturas" / f"{folio}.json").read_bytes()
    )
    return leida
