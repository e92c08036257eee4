"""En qué estado estaba cada candidatura en un momento pasado, según la bitácora.

Un informe pedido dos veces para el mismo corte dice lo mismo, aunque entre una y otra haya habido actos.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import Estado
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.pasos import deja
from conoceles.expediente.consultas import ConEstado

# Cada acto que mueve a una candidatura dice en `estado` cómo la deja. Las entradas anteriores a eso no lo traen:
# se lee de la tabla, y guardar era también empezar la captura.
_DEJABA: dict[str, Estado] = {
    **{acto: hacia for acto in Acto if (hacia := deja(acto))},
    Acto.BORRADOR_GUARDADO: Estado.EN_CAPTURA,
    Acto.FOTOGRAFIA_GUARDADA: Estado.EN_CAPTURA,
}
_SIN_EMPEZAR = (Estado.REGISTRADA, Estado.HABILITADA)


def estados_al(candidaturas: Iterable[ConEstado], clave: str, corte: datetime) -> dict[str, str]:
    """Folio → estado en el corte (inclusive). Sin actos posteriores, es el de hoy."""
    hoy = {c.folio: c.estado for c in candidaturas}
    propias = Entrada.objects.using("default").filter(proceso=clave).exclude(folio="")
    mueve = Q(acto__in=_DEJABA) | Q(
        datos__has_key="estado"
    )  # después de la fecha: abrir los datos de todas cuesta
    movidas = set(propias.filter(momento__gt=corte).filter(mueve).order_by().values_list("folio", flat=True))
    if not movidas:
        return hoy
    pasado = dict.fromkeys(movidas, str(Estado.REGISTRADA))
    antes = propias.filter(momento__lte=corte).filter(mueve)
    filas = antes.order_by("id").values_list("folio", "acto", "datos")
    for folio, acto, datos in filas:
        if folio in movidas:
            pasado[folio] = datos.get("estado") or _dejaba(acto, pasado[folio])
    return hoy | pasado


def _dejaba(acto: str, estado: str) -> str:
    """Guardar un borrador solo movía a quien no había empezado."""
    hacia = _DEJABA[acto]
    return estado if hacia == Estado.EN_CAPTURA and estado not in _SIN_EMPEZAR else hacia
