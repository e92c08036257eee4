"""Lo que detiene o va a detener a la elección: la hora en duda, la captura sin abrir y el cierre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from conoceles.expediente.calendario import cierre
from conoceles.expediente.calendario.apertura import apertura
from conoceles.proceso.actos import Falta
from conoceles.proceso.definicion import Definicion
from conoceles.pulso import consultas as pulso


@dataclass(frozen=True)
class Marcha:
    """Frases, vacías cuando no hay nada que decir. `sin_dia`: la apertura no está en el calendario; `sin_acto`: lo que la impide."""

    frenos: tuple[str, ...]
    apertura: str
    sin_dia: bool
    sin_acto: tuple[Falta, ...]
    cierre: cierre.Situacion


def marcha(definicion: Definicion, *, esperan: int, ahora: datetime) -> Marcha:
    """`esperan`: candidaturas registradas que nadie ha abierto."""
    abre = apertura(definicion, ahora)
    que = cierre.situacion(definicion, ahora)
    return Marcha(
        frenos=tuple(pulso.frase(freno) for freno in pulso.frenos()),
        apertura="" if que.cierre else abre.para_el_instituto(esperan),
        sin_dia=abre.dia is None,
        sin_acto=abre.faltan,
        cierre=que,
    )
