"""Lo que la persona retiró no vuelve porque alguien reponga la base de ayer: lo recuerda el almacén de llaves, que es otro.

Al restaurar, la revocación se repite con su acto; esto es para cuando quien repuso la base no avisó.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from conoceles.identidad.llaves import retiros
from conoceles.identidad.models import Consentimiento
from conoceles.identidad.permisos import efecto
from conoceles.identidad.permisos.efecto import Consentido
from conoceles.nucleo.bases.de_muchas import de_muchas


def sin_lo_retirado(
    vigentes: Mapping[UUID, Consentido], hasta: datetime | None = None
) -> dict[UUID, Consentido]:
    """Los mismos, recortados a lo que quedaba permitido si son anteriores a la última vez que se perdió algo.

    `hasta`: como estaban entonces.
    """
    perdidos = retiros.revocaciones(vigentes.keys(), hasta)
    # De cuándo son se lee solo de esos, que son pocos.
    fechas, suyas = (
        Consentimiento.objects.order_by().values_list("pk", "en"),
        [vigentes[c].pk for c in perdidos],
    )
    cuando = dict(de_muchas(fechas, "pk", suyas, itemgetter(0)))
    recortados = {
        clave: _recortado(vigentes[clave], queda)
        for clave, queda in perdidos.items()
        if cuando[vigentes[clave].pk]
        < queda.en  # si no, es el que dejó ese retiro, o lo que autorizó después
    }
    return {**vigentes, **recortados}


def _recortado(fila: Consentido, queda: retiros.Permiso) -> Consentido:
    grupos = efecto.comunes(efecto.dichos(fila), queda.grupos)
    return fila._replace(
        grupos=grupos,
        surten=efecto.comunes(efecto.publica(fila), queda.surten),
        publicacion=fila.publicacion and grupos != [],
        estadistica=fila.estadistica and queda.estadistica,
    )
