"""En qué fase está el sitio de una elección. Lo decide el calendario, no un despliegue."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from conoceles.nucleo import dias
from conoceles.proceso.definicion import Definicion

Fase = Literal["antes", "abierta", "archivo"]


def fase(definicion: Definicion, ahora: datetime) -> Fase:
    """`antes` de que se publiquen perfiles, `abierta`, o `archivo` desde que termina la jornada.

    Un proceso histórico siempre es archivo: ni identidad ni contacto (aviso de privacidad).
    """
    calendario = definicion.calendario
    if definicion.historico:
        return "archivo"
    inicio = calendario.dia("publicacion_inicio")
    if inicio and ahora < dias.inicio(inicio, calendario.zona):
        return "antes"
    jornada = calendario.dia("jornada")
    if jornada and ahora >= dias.fin(jornada, calendario.zona):
        return "archivo"
    return "abierta"
