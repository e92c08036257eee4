"""Qué oportunidad de enviar está abierta."""

from __future__ import annotations

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.estados import SIN_PERFIL
from conoceles.expediente.models import Cierre, Envio, Ronda


def abierta(candidatura: Candidatura) -> Ronda | None:
    """La última ronda si todavía no se envía; `None` cuando no hay nada que capturar o ya concluyó."""
    if candidatura.estado in SIN_PERFIL or Cierre.objects.filter(proceso=candidatura.proceso_id).exists():
        return None
    ronda = Ronda.objects.filter(candidatura=candidatura).order_by("-numero").first()
    if ronda and not Envio.objects.filter(candidatura=candidatura, ronda=ronda.numero).exists():
        return ronda
    return None
