"""Lo que hace irreconocible un resumen público de lo de una persona: sale de su llave y muere con ella."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad.llaves import llavero


@sensitive_variables()
def sales(claves: Collection[UUID]) -> dict[UUID, bytes]:
    """La sal con que constan sus acuses en el registro público: 32 octetos por persona.

    Faltan las que no tienen llave, o se les destruyó: sus hojas ya no dicen nada.
    """
    return _derivadas(claves, b"conoceles: registro publico")


@sensitive_variables()
def para_sellos(claves: Collection[UUID], ahora: datetime) -> dict[UUID, bytes]:
    """La que entra en el sello de sus páginas. Quien no tenía llave la estrena; faltan las destruidas."""
    llavero.asegurar(claves, ahora)
    return _derivadas(claves, b"conoceles: sello de pagina")


def _derivadas(claves: Collection[UUID], para: bytes) -> dict[UUID, bytes]:
    vivas = llavero.obtener_varias(claves)
    return {clave: hmac.digest(llave, para, "sha256") for clave, llave in vivas.items()}
