"""En qué estado estaba cada candidatura en un momento pasado, según la bitácora.

Un informe pedido dos veces para el mismo corte dice lo mismo, aunque entre una y otra haya habido actos.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from conoceles.bitacora.models import Entrada
from conoceles.candidaturas.models import Candidatura

# Acto anotado → estado en que deja a la candidatura. Lo que no está aquí no cambia el estado.
_DEJA = {
    "candidatura_registrada": "registrada",
    "habilitada": "habilitada",
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
_CAPTURA = ("borrador_guardado", "fotografia_guardada")
_DE_ESTADO = (*_DEJA, *_CAPTURA, "restituida")


def estados_al(candidaturas: Iterable[Candidatura], clave: str, corte: datetime) -> dict[str, str]:
    """Folio → estado en el corte (inclusive). Sin actos posteriores, es el de hoy."""
    hoy = {c.folio: c.estado for c in candidaturas}
    entradas = Entrada.objects.using("default").filter(proceso=clave, acto__in=_DE_ESTADO).exclude(folio="")
    movidas = set(entradas.filter(momento__gt=corte).values_list("folio", flat=True))
    if not movidas:
        return hoy
    pasado = dict.fromkeys(movidas, "registrada")
    antes: dict[str, str] = {}
    for folio, acto in entradas.filter(momento__lte=corte).order_by("id").values_list("folio", "acto"):
        if folio in movidas:
            nuevo = _tras(acto, pasado[folio], antes.get(folio, "registrada"))
            if nuevo in ("sustituida", "cancelada", "renuncia"):
                antes[folio] = pasado[folio]
            pasado[folio] = nuevo
    return hoy | pasado


def _tras(acto: str, estado: str, previo: str) -> str:
    if acto in _CAPTURA:
        return "en_captura" if estado in ("registrada", "habilitada") else estado
    return previo if acto == "restituida" else _DEJA[acto]
