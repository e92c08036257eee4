"""Avisar de cada entregable que se acerca o se pasa de su día, una vez por hito."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from conoceles.bitacora import compuerta
from conoceles.bitacora.actos import Acto
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar
from conoceles.expediente.models import Cierre
from conoceles.informes.agenda import EntregableEnCurso, calendario
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as procesos

HITOS = (7, 3, 1, 0)  # días naturales que faltan; pasado su día, una vez más
VENCIDO = -1


@transaction.atomic
def avisar(proceso: str, *, por: Alcance, ahora: datetime) -> int:
    """Deja constancia de los que hoy toca recordar; de ella sale el aviso. Devuelve cuántos; repetirlo no deja otra.

    Desde la hora de los recordatorios. De una elección histórica o cerrada, ninguno.
    """
    eleccion = procesos.definicion(proceso)
    local = ahora.astimezone(ZoneInfo(eleccion.calendario.zona))
    cerrada = Cierre.objects.vigentes().filter(proceso=proceso).exists()
    temprano = local.strftime("%H:%M") < eleccion.recordatorios.hora
    if eleccion.historico or cerrada or temprano or compuerta.cerrada(Acto.ENTREGABLE_POR_VENCER, proceso):
        return 0
    hechos = Entrada.objects.filter(acto=Acto.ENTREGABLE_POR_VENCER, proceso=proceso)
    dichos = {(e["numero"], e["hito"], e["vence"]) for e in hechos.values_list("datos", flat=True)}
    tocan = [d for r in calendario(proceso, local.date()) if (d := _que_toca(r, local.date(), dichos))]
    for datos in tocan:
        registrar(
            using="default",
            por=por,
            acto=Acto.ENTREGABLE_POR_VENCER,
            ahora=ahora,
            proceso=proceso,
            datos=datos,
        )
    return len(tocan)


def _que_toca(
    renglon: EntregableEnCurso, hoy: date, dichos: set[tuple[int, int, str]]
) -> dict[str, int | str] | None:
    """El hito más próximo, si no se ha dicho; si el obrero faltó, los atrasados no."""
    entregable = renglon.entregable
    faltan = (entregable.vence - hoy).days
    hito = VENCIDO if faltan < 0 else min((h for h in HITOS if faltan <= h), default=None)
    vence = entregable.vence.isoformat()
    if renglon.hecho or hito is None or (entregable.numero, hito, vence) in dichos:
        return None
    return {"numero": entregable.numero, "actividad": entregable.titulo, "hito": hito, "vence": vence}
