"""Qué corte le toca al informe que cumple un entregable."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conoceles.informes.documento.documentos import es_unico
from conoceles.nucleo import dias
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Entregable
from conoceles.proceso.models import Proceso


def corte_de(entregable: Entregable, proceso: Proceso, ahora: datetime) -> str:
    """Como se escribe en el formulario: el último minuto antes del día en que vence; vacío, el de este momento.

    Un listado se corrige mientras dura la elección: siempre es el de este momento.
    """
    zona = procesos.definicion(proceso.clave).calendario.zona
    ultimo = dias.inicio(entregable.vence, zona) - timedelta(minutes=1)
    if not entregable.informe or es_unico(entregable.informe) or ultimo >= ahora:
        return ""
    return ultimo.astimezone(ZoneInfo(zona)).strftime("%Y-%m-%dT%H:%M")
