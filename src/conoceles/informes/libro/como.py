"""Cómo y con qué corte se cumple cada entregable: lo genera el sistema, lo cumple un acto de la elección o se sube su documento."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from conoceles.informes.documento.documentos import es_unico
from conoceles.informes.libro.paquete import PROTOTIPO
from conoceles.nucleo import dias
from conoceles.proceso import consultas as procesos
from conoceles.proceso.carga.actos import ACTOS
from conoceles.proceso.definicion import Entregable
from conoceles.proceso.models import Proceso


@dataclass(frozen=True)
class Como:
    """`pieza`: la editable donde se anota el acto que lo cumple; vacía si no es un acto."""

    dicho: str
    pieza: str = ""


def se_cumple(entregable: Entregable) -> Como:
    """Lo que hay que hacer con él."""
    pieza = f"{'acto' if entregable.acto in ACTOS else 'fecha'}-{entregable.acto}" if entregable.acto else ""
    if entregable.informe:
        return Como("lo genera el sistema", pieza)
    if pieza:
        return Como("lo cumple su acto, al anotarlo", pieza)
    if entregable.ruta == PROTOTIPO:
        return Como("lo arma el sistema: su paquete lleva el prototipo y el formato de la base")
    return Como("se sube su documento")


def corte_de(entregable: Entregable, proceso: Proceso, ahora: datetime) -> str:
    """Como se escribe en el formulario: el último minuto antes del día en que vence; vacío, el de este momento.

    Un listado se corrige mientras dura la elección: siempre es el de este momento.
    """
    zona = procesos.definicion(proceso.clave).calendario.zona
    ultimo = dias.inicio(entregable.vence, zona) - timedelta(minutes=1)
    if not entregable.informe or es_unico(entregable.informe) or ultimo >= ahora:
        return ""
    return ultimo.astimezone(ZoneInfo(zona)).strftime("%Y-%m-%dT%H:%M")
