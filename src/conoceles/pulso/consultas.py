"""Cuándo latió el obrero, si la hora es de fiar, y qué está detenido y por qué."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.texto import duracion
from conoceles.pulso.comparacion import TOLERANCIA, Hallazgo, atraso, ausencia, salto
from conoceles.pulso.lectura import Lectura, leer
from conoceles.pulso.models import Ausencia, Freno, Latido, Reanudacion

MUERTO = timedelta(minutes=5)  # sin latir: el obrero no está en marcha
SEGUIDO = timedelta(minutes=2)  # una falla que dura menos se reintenta y no se dice
HORAS = 2  # sin latido, en producción: más que un reinicio, menos que un huso mal puesto
SIN_PRISA = timedelta(
    days=30
)  # demostraciones y prácticas se apagan de noche; tampoco lo nuevo tiene latidos


class Falla(NamedTuple):
    """Una tarea que no termina: la elección, si es de una; desde cuándo, qué pasó y qué hacer."""

    tarea: str
    eleccion: str
    desde: datetime
    frase: str
    remedio: str

    @property
    def titulo(self) -> str:
        de = f" de {self.eleccion}" if self.eleccion else ""
        return f"la tarea «{self.tarea}»{de} no termina"

    @property
    def titular(self) -> str:
        """El título y la causa, en una frase sin punto."""
        return f"{self.titulo[:1].upper()}{self.titulo[1:]}: {self.frase}"


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


def fallas(ahora: datetime) -> list[Falla]:
    """Las tareas que el obrero, según su último latido, no logra terminar. La que tropieza y se repone no es noticia."""
    fila = Latido.objects.order_by("-pared").first()
    dichas = (
        (Falla(**{**dicha, "desde": datetime.fromisoformat(dicha["desde"])}) for dicha in fila.fallas)
        if fila
        else ()
    )
    return [falla for falla in dichas if ahora - falla.desde >= SEGUIDO]


def frenos() -> QuerySet[Freno]:
    """Los que nadie ha levantado, del más antiguo al más nuevo."""
    return Freno.objects.filter(reanudacion=None).order_by("id")


def dado_por_bueno(base: str) -> tuple[int, str]:
    """Hasta qué entrada de esa base constaba todo cuando alguien comprobó la hora y reanudó, y quién; (0, vacío) si nadie."""
    reanudadas = Entrada.objects.filter(acto=Acto.CALENDARIO_REANUDADO).order_by("-id")
    ultima = next(filter(sellada, reanudadas), None)
    if ultima is None:
        return 0, ""
    quien = Reanudacion.objects.filter(freno__in=ultima.datos["frenos"]).values_list("nombre_por", flat=True)
    return ultima.datos.get("hasta", {}).get(base, 0), quien.first() or ultima.actor


def en_duda(*_: object) -> str:
    """Por qué no es de fiar la hora de este momento; vacía si lo es. Lo que no tiene vuelta pregunta antes de cada acto."""
    return frase(freno) if (freno := _el_de_ahora()) else ""


def hora_de_fiar(ahora: datetime) -> datetime:
    """La hora del dominio o, en duda, la última que se dio por buena: con ella nada abre, cierra ni vence que no lo estuviera."""
    freno = _el_de_ahora()
    return freno.antes + (freno.en - freno.despues) if freno else ahora


def _el_de_ahora() -> Freno | None:
    """El freno más antiguo sin levantar o, entre un latido y el siguiente, el que dejaría el que viene."""
    if puesto := frenos().first():
        return puesto
    lectura = leer()
    hallazgo = que_no_cuadra(lectura)
    if hallazgo is None:
        return None
    return Freno(
        causa=hallazgo.causa,
        equipo=lectura.equipo,
        antes=hallazgo.antes,
        despues=hallazgo.despues,
        en=lectura.pared + _desfase(),
    )


def _desfase() -> timedelta:
    """De la hora del dominio, que en una demostración es otra, según el último latido."""
    pared, dominio = Latido.objects.order_by("-pared").values_list("pared", "dominio")[0]
    return dominio - pared


def que_no_cuadra(lectura: Lectura) -> Hallazgo | None:
    """Lo que los latidos que hay no explican de esa hora; sin ninguno, nada: el primero se compara al latir."""
    vistas = list(Latido.objects.values_list("pared", flat=True))
    if not vistas:
        return None
    previo = Latido.objects.filter(pk=lectura.arranque).first()
    pasadas = [pared for pared in vistas if pared <= lectura.pared]
    falta = ausencia(max(pasadas, default=None), lectura.pared, admitida())
    return (
        salto(previo, lectura)
        or (atraso(max(vistas), lectura.pared) if previo is None else None)
        or (None if falta and _avisada(lectura.pared) else falta)
    )


def admitida() -> timedelta:
    """Cuánto puede faltar el obrero sin que se dude de la hora."""
    declaradas = os.environ.get("CONOCELES_AUSENCIA_HORAS")
    if declaradas:
        return timedelta(hours=int(declaradas))
    return timedelta(hours=HORAS) if carpetas().modo == "produccion" else SIN_PRISA


def _avisada(pared: datetime) -> bool:
    return Ausencia.objects.filter(pared__lte=pared, hasta__gte=pared - TOLERANCIA).exists()


def detenido() -> bool:
    """Si lo que no tiene vuelta espera a que una persona lo reanude."""
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
        "y no suprime; y el sitio no cambia de fase, no estrena a nadie ni cuenta lo que se cuenta una sola vez."
    )
