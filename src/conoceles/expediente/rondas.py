"""Qué oportunidad de enviar está abierta."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from conoceles.bitacora.estados import SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import Cierre, Envio, Ronda
from conoceles.nucleo import dias, reloj
from conoceles.nucleo.bases.preparadas import Preparada

_ENVIADA = Envio.objects.filter(candidatura=OuterRef("candidatura"), ronda=OuterRef("numero"))
_CONCLUIDA = Cierre.objects.vigentes().filter(proceso=OuterRef("candidatura__proceso"))
_ULTIMA = Preparada(
    lambda candidatura: (
        Ronda.objects.filter(candidatura=candidatura)
        .annotate(ya=Exists(_ENVIADA) | Exists(_CONCLUIDA))
        .order_by("-numero")[:1]
    )
)


def abierta(candidatura: Candidatura, ahora: datetime) -> Ronda | None:
    """En ese momento, la última ronda si todavía no se envía; `None` cuando no hay nada que capturar o ya concluyó.

    Lo extemporáneo se recibe hasta el último día que fije el calendario (`captura_cierre`) o la jornada; una
    corrección que pidió el instituto, hasta que se cierre el proceso.
    """
    if candidatura.estado in SIN_PERFIL:
        return None
    ronda = next(iter(_ULTIMA(candidatura.pk)), None)
    if ronda is None or ronda.ya:
        return None
    return None if ronda.numero == 1 and captura_cerrada(candidatura, ahora) else ronda


def captura_cerrada(candidatura: Candidatura, ahora: datetime) -> bool:
    """Si ya pasó el último día en que se recibe un primer envío; de lo que llegó antes y se atiende después, no."""
    calendario = candidatura.definicion.calendario
    ultimo = calendario.cierre_de_captura()
    return ultimo is not None and reloj.recibido(ahora) >= dias.fin(ultimo, calendario.zona)
