"""La memoria de lo retirado, que vive junto a las llaves: qué de ella puso o cambió otro cliente.

Cada fila lleva su sello y no su entrada: existe para cuando la base B volvió atrás, y entonces su bitácora no la cuenta.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.marcas import TABLAS
from conoceles.bitacora.models import Entrada
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import Retiro

TABLA = Retiro._meta.db_table
AJENO = "tiene en el almacén de llaves algo retirado que ningún acto dejó así"


def alteradas(claves: Collection[UUID] | None = None) -> dict[UUID, str]:
    """De esas personas, o de todas, las que tienen ahí algo así: no se cree, ni se publica lo suyo."""
    return {fila.clave: AJENO for fila in retiros.ajenas(claves)}


def desde() -> datetime | None:
    """Cuándo empezó esta instalación a sellarla; `None` si todavía no."""
    return next((marca.momento for marca in _marcas()), None)


def veces() -> int:
    """Cuántas veces se selló lo que ya había: más de una, si volver de versión quitó los sellos o los quitó alguien."""
    return len(_marcas())


def _marcas() -> list[Entrada]:
    marcas = Entrada.objects.using(BASE).filter(acto=Acto.ANTERIOR_ASENTADO, folio="").order_by("id")
    return [marca for marca in marcas if TABLA in marca.datos.get(TABLAS, ()) and sellada(marca)]
