"""En qué estado estaba cada candidatura en un momento pasado, según la bitácora.

Un informe pedido dos veces para el mismo corte dice lo mismo, aunque entre una y otra haya habido actos.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura

# Cada acto que mueve a una candidatura dice en `estado` cómo la deja. Las entradas anteriores a eso no lo traen.
_DEJABA = {
    "habilitada": "habilitada",
    "borrador_guardado": "en_captura",
    "fotografia_guardada": "en_captura",
    "plazo_vencido": "omisa",
    "enviada": "enviada",
    "revision_iniciada": "en_revision",
    "observada": "observada",
    "validada": "validada",
    "publicada": "publicada",
    "curricular_importado": "publicada",
    "ajuste_aplicado": "ajustada",
    "sustituida": "sustituida",
    "cancelada": "cancelada",
    "renuncia_registrada": "renuncia",
    "bloqueada": "bloqueada",
    "suprimida": "suprimida",
    "cerrada": "cerrada",
}
_INICIAL = "registrada"


def estados_al(candidaturas: Iterable[Candidatura], clave: str, corte: datetime) -> dict[str, str]:
    """Folio → estado en el corte (inclusive). Sin actos posteriores, es el de hoy."""
    hoy = {c.folio: c.estado for c in candidaturas}
    propias = Entrada.objects.using("default").filter(proceso=clave).exclude(folio="")
    entradas = propias.filter(Q(acto__in=_DEJABA) | Q(datos__has_key="estado"))
    movidas = set(entradas.filter(momento__gt=corte).values_list("folio", flat=True))
    if not movidas:
        return hoy
    pasado = dict.fromkeys(movidas, _INICIAL)
    filas = entradas.filter(momento__lte=corte).order_by("id").values_list("folio", "acto", "datos")
    for folio, acto, datos in filas:
        if folio in movidas:
            pasado[folio] = datos.get("estado") or _dejaba(acto, pasado[folio])
    return hoy | pasado


def _dejaba(acto: str, estado: str) -> str:
    """Guardar un borrador solo movía a quien no había empezado."""
    if _DEJABA[acto] == "en_captura" and estado not in (_INICIAL, "habilitada"):
        return estado
    return _DEJABA[acto]
