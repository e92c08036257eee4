"""Lo que la persona retiró no vuelve porque alguien reponga la base de ayer: lo recuerda el almacén de llaves, que es otro.

Al restaurar, la revocación se repite con su acto; esto es para cuando quien repuso la base no avisó.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from uuid import UUID

from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import Consentimiento
from conoceles.identidad.permisos import efecto


def sin_lo_retirado(
    vigentes: Mapping[UUID, Consentimiento], hasta: datetime | None = None
) -> dict[UUID, Consentimiento]:
    """Los mismos, recortados a lo que quedaba permitido si son anteriores a la última vez que se perdió algo.

    `hasta`: como estaban entonces. No se guardan: son para leer qué surte efecto.
    """
    perdidos = retiros.revocaciones(vigentes.keys(), hasta)
    return {
        clave: _recortado(fila, perdidos[clave]) if clave in perdidos else fila
        for clave, fila in vigentes.items()
    }


def _recortado(fila: Consentimiento, queda: retiros.Permiso) -> Consentimiento:
    if fila.en >= queda.en:
        return fila  # es el que dejó ese retiro, o lo que autorizó después
    suya = copy(fila)
    suya.grupos = efecto.comunes(efecto.dichos(fila), queda.grupos)
    suya.surten = efecto.comunes(efecto.publica(fila), queda.surten)
    suya.publicacion = fila.publicacion and suya.grupos != []
    suya.estadistica = fila.estadistica and queda.estadistica
    return suya
