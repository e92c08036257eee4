"""En qué fase está el sitio de una elección. Lo decide el calendario, no un despliegue."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from conoceles.nucleo import dias
from conoceles.proceso.definicion import Definicion

Fase = Literal["antes", "abierta", "veda", "archivo"]


def fase(definicion: Definicion, ahora: datetime) -> Fase:
    """`antes` de que se publiquen perfiles, `abierta`, `veda` si algo se detiene, o `archivo` tras la jornada.

    Un proceso histórico siempre es archivo: ni identidad ni contacto (aviso de privacidad).
    """
    calendario = definicion.calendario
    if definicion.historico:
        return "archivo"
    inicio = abre(definicion)
    if inicio and ahora < dias.inicio(inicio, calendario.zona):
        return "antes"
    jornada = calendario.dia("jornada")
    if jornada and ahora >= dias.fin(jornada, calendario.zona):
        return "archivo"
    veda = calendario.veda_desde()
    if definicion.veda_detiene and veda and ahora >= dias.inicio(veda, calendario.zona):
        return "veda"
    return "abierta"


def abre(definicion: Definicion) -> date | None:
    """El día en que se abre el sitio: el del primer grupo de territorios que publica."""
    inicios = (c.dia("publicacion_inicio") for c in definicion.calendario.todos())
    return min((inicio for inicio in inicios if inicio), default=None)
