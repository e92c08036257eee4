"""Vigila que ningún acto aparte nada fuera del orden de `nucleo.bases.orden`: en toda prueba que toque las bases.

Cuenta por transacción del producto; lo que una prueba abre para preparar algo no se mira. En PostgreSQL pregunta, antes de cada
orden que aparta filas, cuáles apartará; son suyas las que ya apartó y las que ella escribió. En SQLite no hay qué apartar, y se
mira lo que también ahí se espera para siempre: que con una base abierta se escriba en la que va antes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from types import FrameType
from typing import Any

import pytest

CADENA = "pg_advisory_xact_lock"
ANTES = {"default": (), "identidad": ("default",), "llaves": ("default", "identidad")}
CAMBIA = re.compile(r'(UPDATE|DELETE FROM) "(\w+)"(?: SET (.*?))?(?: WHERE (.*?))?(?: RETURNING .*)?$', re.S)
APARTA = re.compile(r'SELECT .*? FROM ("(\w+)".*?) (FOR (NO KEY )?UPDATE.*)$', re.S)
ESCRIBE = re.compile(r"(INSERT|UPDATE|DELETE)\b")


class FueraDeOrden(AssertionError):
    """El acto espera a quien puede estarlo esperando."""


@dataclass
class Unidad:
    """Lo que lleva una transacción del producto en una base."""

    desde: int  # las transacciones de antes llevan un número menor
    cadena: bool = False
    suyas: dict[str, list[Any]] = field(default_factory=dict)  # tabla → llaves, como las fue apartando


def vigilar() -> None:
    """Desde aquí, toda transacción de este proceso, en cualquiera de sus hilos."""
    from django.db import connections
    from django.db.transaction import Atomic

    entrar, salir = Atomic.__enter__, Atomic.__exit__
    if entrar.__name__ == "_entrar":
        return

    def _entrar(self: Atomic) -> None:
        conexion = connections[self.using or "default"]
        if mirar not in conexion.execute_wrappers:
            conexion.execute_wrappers.insert(0, mirar)  # quien se quita quita al último
        del_producto = _quien(sys._getframe(1)).startswith("conoceles.")
        entrar(self)
        _bloques(conexion).append((del_producto, deepcopy(_unidad(conexion))))

    def _salir(self: Atomic, clase: Any, *resto: Any) -> None:
        conexion = connections[self.using or "default"]
        deshace = clase is not None or conexion.needs_rollback
        _, antes = _bloques(conexion).pop()
        try:
            salir(self, clase, *resto)
        finally:
            if deshace or not _abierta(conexion):
                conexion._unidad = antes if _abierta(conexion) else None

    Atomic.__enter__, Atomic.__exit__ = _entrar, _salir  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def _vigilar() -> None:
    vigilar()


def mirar(ejecutar: Callable[..., Any], sql: Any, dichos: Any, muchas: bool, contexto: dict[str, Any]) -> Any:
    """Va entre Django y la base."""
    conexion = contexto["connection"]
    orden = sql.strip() if isinstance(sql, str) else ""
    if _abierta(conexion) and (CADENA in orden or ESCRIBE.match(orden) or APARTA.match(orden)):
        _una_base_y_despues_la_otra(conexion, orden)
        if conexion.vendor == "postgresql":
            unidad = _unidad(conexion) or _nueva(conexion)
            if not muchas:
                _filas_y_despues_la_cadena(conexion, unidad, orden, list(dichos or ()))
    return ejecutar(sql, dichos, muchas, contexto)


def _una_base_y_despues_la_otra(conexion: Any, orden: str) -> None:
    from django.db import connections

    for alias, arriba in ANTES.items():
        if conexion.alias in arriba and _abierta(connections[alias]):
            raise FueraDeOrden(f"Con la base {alias} abierta se escribe en {conexion.alias}: {orden[:120]}")


def _filas_y_despues_la_cadena(conexion: Any, unidad: Unidad, orden: str, dichos: list[Any]) -> None:
    if CADENA in orden:
        unidad.cadena = True
    elif hallada := APARTA.match(orden):
        de, tabla, _, sin_llave = hallada.groups()
        if not sin_llave and tabla in nombradas():
            raise FueraDeOrden(f"Se aparta {tabla} contra quien solo la nombra: use `para_cambiar`.")
        filas = _leer(conexion, tabla, de, dichos)
        if len(filas) > 1 and "ORDER BY" not in orden:
            raise FueraDeOrden(f"Se apartan varias de {tabla} sin decir en qué orden.")
        _apartar(unidad, tabla, filas, orden)
    elif hallada := CAMBIA.match(orden):
        _, tabla, puesto, cuales = hallada.groups()
        de = f'"{tabla}"' + (f" WHERE {cuales}" if cuales else "")
        _apartar(unidad, tabla, _leer(conexion, tabla, de, dichos[(puesto or "").count("%s") :]), orden)


def _apartar(unidad: Unidad, tabla: str, filas: list[tuple[Any, int]], orden: str) -> None:
    from conoceles.nucleo.bases.orden import ORDEN

    suyas = unidad.suyas.get(tabla, [])
    ajenas = [llave for llave, escrita in filas if llave not in suyas and escrita < unidad.desde]
    if not ajenas:
        return
    if unidad.cadena:
        raise FueraDeOrden(f"Con la cadena tomada se aparta {tabla}: {orden[:200]}")
    if suyas and min(ajenas) < max(suyas):
        raise FueraDeOrden(f"Se aparta una de {tabla} de llave menor que otra que ya se apartó.")
    if otras := [t for t in (tabla, *unidad.suyas) if t not in ORDEN and {*unidad.suyas, tabla} != {t}]:
        raise FueraDeOrden(
            f"Falta decir en `ORDEN` dónde va {', '.join(otras)}; aquí, con {[*unidad.suyas, tabla]}."
        )
    if tarde := [t for t in unidad.suyas if t != tabla and ORDEN.index(t) > ORDEN.index(tabla)]:
        raise FueraDeOrden(f"Se aparta {tabla} después de {', '.join(tarde)}: {orden[:200]}")
    unidad.suyas[tabla] = [*suyas, *ajenas]


def _leer(conexion: Any, tabla: str, de: str, dichos: list[Any]) -> list[tuple[Any, int]]:
    """La llave de cada una de las que la orden apartará y qué transacción la escribió."""
    if tabla not in llaves():
        return []
    with conexion.connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{tabla}"."{llaves()[tabla]}", "{tabla}".xmin::text::bigint FROM {de}', dichos
        )
        return [(llave, escrita) for llave, escrita in cursor.fetchall()]


def _nueva(conexion: Any) -> Unidad:
    conexion._unidad = Unidad(_numero(conexion))
    return conexion._unidad


def _numero(conexion: Any) -> int:
    """El de una transacción que empieza y acaba ahora, en una conexión aparte."""
    import psycopg

    aparte = vars(conexion).get("_aparte")
    if aparte is None or aparte.closed:
        dichos = conexion.get_connection_params()
        destino = {k: dichos[k] for k in ("host", "port", "user", "password", "dbname") if k in dichos}
        aparte = conexion._aparte = psycopg.connect(**destino, autocommit=True)
    return int(aparte.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()[0])


@cache
def llaves() -> dict[str, str]:
    """Tabla → su llave."""
    from django.apps import apps

    return {m._meta.db_table: str(m._meta.pk.column) for m in apps.get_models(include_auto_created=True)}


@cache
def nombradas() -> frozenset[str]:
    """Las tablas que otra nombra con una llave foránea."""
    from django.apps import apps

    todos = [c for m in apps.get_models(include_auto_created=True) for c in m._meta.concrete_fields]
    return frozenset(c.related_model._meta.db_table for c in todos if c.remote_field)


def _bloques(conexion: Any) -> list[tuple[bool, Unidad | None]]:
    """Los que están abiertos: si cada uno lo abrió el producto, y lo que llevaba la transacción al abrirlo."""
    bloques: list[tuple[bool, Unidad | None]] = vars(conexion).setdefault("_bloques", [])
    return bloques


def _unidad(conexion: Any) -> Unidad | None:
    return vars(conexion).get("_unidad")


def _abierta(conexion: Any) -> bool:
    return any(del_producto for del_producto, _ in _bloques(conexion))


def _quien(marco: FrameType | None) -> str:
    """El módulo que abrió la transacción, también si fue con un decorador."""
    while marco is not None and marco.f_code.co_filename.endswith("contextlib.py"):
        if "func" in marco.f_locals:
            return str(marco.f_locals["func"].__module__)
        marco = marco.f_back
    return str(marco.f_globals["__name__"]) if marco else ""
