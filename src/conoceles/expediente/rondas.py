"""Qué oportunidad de enviar está abierta."""

from __future__ import annotations

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import Envio, Ronda


def abierta(candidatura: Candidatura) -> Ronda | None:
    """La última ronda si todavía no se envía; `None` cuando no hay nada que capturar."""
    ronda = Ronda.objects.filter(candidatura=candidatura).order_by("-numero").first()
    if ronda and not Envio.objects.filter(candidatura=candidatura, ronda=ronda.numero).exists():
        return ronda
    return None
