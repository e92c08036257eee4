"""La sal con que los acuses de una persona constan en el registro público: sale de su llave y muere con ella."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad import llavero


@sensitive_variables()
def sales(claves: Collection[UUID]) -> dict[UUID, bytes]:
    """32 octetos por persona. Faltan las que no tienen llave, o se les destruyó: sus hojas ya no dicen nada."""
    vivas = llavero.obtener_varias(claves)
    return {
        clave: hmac.digest(llave, b"conoceles: registro publico", "sha256") for clave, llave in vivas.items()
    }
