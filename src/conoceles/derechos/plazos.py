"""Los plazos de cada paso, con los días hábiles de la elección."""

from __future__ import annotations

from datetime import datetime, timedelta

from conoceles.nucleo import dias
from conoceles.proceso.definicion import Definicion


def vence(definicion: Definicion, estado: str, en: datetime, anterior: datetime | None) -> datetime | None:
    """Cuándo termina el plazo que abre ese paso; `anterior` es el que corría. `None`: no abre ninguno."""
    plazos = definicion.derechos
    cuantos = {
        "recibida": plazos.respuesta_dias,
        "completada": plazos.respuesta_dias,
        "prevenida": plazos.desahogo_dias,
        "procedente": plazos.efectiva_dias,
    }.get(estado)
    if estado == "ampliada":
        # La ampliación se suma a lo que quedaba: su último día es el instante anterior al vencimiento.
        ultimo = (anterior or en) - timedelta(microseconds=1)
        return habiles(definicion, ultimo, plazos.ampliacion_dias)
    return habiles(definicion, en, cuantos) if cuantos else None


def habiles(definicion: Definicion, desde: datetime, cuantos: int) -> datetime:
    """Instante en que termina el último de `cuantos` días hábiles, contados desde el siguiente."""
    calendario = definicion.calendario
    limite = dias.sumar(calendario.dia_local(desde), cuantos, habiles=True, inhabiles=calendario.inhabiles)
    return dias.fin(limite, calendario.zona)
