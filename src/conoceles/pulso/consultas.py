"""Cuándo latió el obrero, y qué está detenido y por qué."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from conoceles.nucleo.texto import duracion
from conoceles.pulso.lectura import leer
from conoceles.pulso.models import Ausencia, Freno, Latido, Reanudacion

MUERTO = timedelta(minutes=5)  # sin latir: el obrero no está en marcha


@dataclass(frozen=True)
class Pulso:
    """El último latido, de cualquier equipo. `pared`: hora real, UTC; `hace`, negativo si el latido viene del futuro."""

    equipo: str
    arranque: str
    pared: datetime
    dominio: datetime
    hace: timedelta

    @property
    def vivo(self) -> bool:
        return abs(self.hace) <= MUERTO


def ultimo_latido() -> Pulso | None:
    """`None` si el obrero nunca ha estado en marcha sobre esta base."""
    fila = Latido.objects.order_by("-pared").first()
    if fila is None:
        return None
    return Pulso(fila.equipo, fila.arranque, fila.pared, fila.dominio, leer().pared - fila.pared)


def frenos() -> QuerySet[Freno]:
    """Los que nadie ha levantado, del más antiguo al más nuevo."""
    return Freno.objects.filter(reanudacion=None).order_by("id")


def detenido() -> bool:
    """Si lo irreversible del calendario (omisiones, bloqueos, cierre, supresiones) espera a que una persona lo reanude."""
    return frenos().exists()


def levantados() -> QuerySet[Reanudacion]:
    """Las últimas veces que una persona mandó seguir."""
    return Reanudacion.objects.select_related("freno").order_by("-id")[:10]


def ausencias() -> QuerySet[Ausencia]:
    """Las avisadas que todavía no pasan."""
    return Ausencia.objects.filter(hasta__gte=leer().pared)


def frase(freno: Freno) -> str:
    """Qué pasó, para quien lee *Hoy* o su correo."""
    cuanto = duracion(abs(freno.despues - freno.antes))
    if freno.causa == Freno.AUSENCIA:
        paso = f"El sistema no estuvo en marcha durante {cuanto}, más de lo que se tiene por normal."
    elif freno.despues > freno.antes:
        paso = f"El reloj de {freno.equipo} se adelantó {cuanto} de golpe."
    else:
        paso = f"El reloj de {freno.equipo} se atrasó {cuanto} de golpe."
    return (
        f"{paso} Mientras nadie compruebe la hora, el calendario no marca omisiones, no recuerda, no bloquea, no cierra "
        "y no suprime."
    )
