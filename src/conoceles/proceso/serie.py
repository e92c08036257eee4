"""La definición en JSON, ida y vuelta exacta, y su huella."""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from conoceles.nucleo import canonico
from conoceles.proceso.definicion import Definicion


def a_json(definicion: Definicion) -> dict[str, Any]:
    """Solo tipos de JSON: fechas en ISO 8601, conjuntos ordenados."""
    resultado: dict[str, Any] = _sacar(definicion)
    return resultado


def desde_json(datos: dict[str, Any]) -> Definicion:
    """Inversa de `a_json`. Lo que falte toma su valor por omisión; `TypeError` si no lo tiene."""
    definicion: Definicion = _meter(Definicion, datos)
    return definicion


def huella(definicion: Definicion) -> str:
    """SHA-256 del JSON canónico de la definición."""
    return canonico.huella(a_json(definicion))


def _sacar(valor: Any) -> Any:
    if dataclasses.is_dataclass(valor) and not isinstance(valor, type):
        return {c.name: _sacar(getattr(valor, c.name)) for c in dataclasses.fields(valor)}
    if isinstance(valor, frozenset):
        return sorted(_sacar(v) for v in valor)
    if isinstance(valor, tuple):
        return [_sacar(v) for v in valor]
    if isinstance(valor, dict):
        return {clave: _sacar(v) for clave, v in valor.items()}
    return valor.isoformat() if isinstance(valor, date) else valor


def _meter(tipo: Any, valor: Any) -> Any:
    origen, dentro = get_origin(tipo), get_args(tipo)
    if origen in (Union, types.UnionType):
        return None if valor is None else _meter(next(t for t in dentro if t is not type(None)), valor)
    if origen is tuple:
        return tuple(_meter(dentro[0], v) for v in valor)
    if origen is frozenset:
        return frozenset(_meter(dentro[0], v) for v in valor)
    if origen is dict:
        return {clave: _meter(dentro[1], v) for clave, v in valor.items()}
    if origen is Literal:
        return valor
    if isinstance(tipo, type) and dataclasses.is_dataclass(tipo):
        tipos = _tipos(tipo)
        return tipo(**{clave: _meter(tipos[clave], v) for clave, v in valor.items()})
    return date.fromisoformat(valor) if tipo is date else valor


@cache
def _tipos(clase: Any) -> dict[str, Any]:
    return get_type_hints(clase)
