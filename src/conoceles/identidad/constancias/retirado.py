"""La memoria de lo retirado, que vive junto a las llaves: qué de ella puso o cambió otro cliente.

Cada fila lleva su sello y no su entrada: existe para cuando la base B volvió atrás, y entonces su bitácora no la cuenta.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from conoceles.identidad.llaves import retiros

AJENO = "tiene en el almacén de llaves algo retirado que ningún acto dejó así"


def alteradas(claves: Collection[UUID] | None = None) -> dict[UUID, str]:
    """De esas personas, o de todas, las que tienen ahí algo así: no se cree, ni se publica lo suyo."""
    return {fila.clave: AJENO for fila in retiros.ajenas(claves)}
