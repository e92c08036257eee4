"""Plazos del procedimiento: la captura, que marca la omisión sin cerrar, el ajuste y la revisión."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from conoceles.candidaturas.models import Candidatura
from conoceles.expediente.models import Cierre, Ronda
from conoceles.expediente.operaciones import anotar, habilitar_todas
from conoceles.expediente.transiciones import mover, tomar_para_cambiar
from conoceles.nucleo import dias
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Calendario, Definicion
from conoceles.proceso.models import Proceso


def vence_captura(calendario: Calendario, desde: datetime) -> date:
    """Último día para capturar, contado desde la habilitación y cortado en la jornada."""
    vence = dias.sumar(
        desde.astimezone(ZoneInfo(calendario.zona)).date(),
        calendario.captura_dias,
        habiles=calendario.captura_habiles and not calendario.todos_los_dias_habiles,
        inhabiles=calendario.inhabiles,
    )
    jornada = calendario.dia("jornada")
    return min(vence, jornada) if jornada else vence


def captura_vencida(candidatura: Candidatura, ronda: Ronda, ahora: datetime) -> bool:
    """Si el plazo de captura de esa candidatura ya terminó."""
    calendario = proceso.definicion(candidatura.proceso_id).calendario
    return ahora >= dias.fin(vence_captura(calendario, ronda.abierta_en), calendario.zona)


def vence_ajuste(calendario: Calendario, recibido: datetime) -> datetime:
    """Instante en que termina el día hábil siguiente al de recepción (plan §11.7)."""
    dia = recibido.astimezone(ZoneInfo(calendario.zona)).date()
    limite = dias.sumar(dia, 1, habiles=not calendario.todos_los_dias_habiles, inhabiles=calendario.inhabiles)
    return dias.fin(limite, calendario.zona)


def vence_revision(definicion: Definicion, enviada: datetime) -> date:
    """Último día local para decidir sobre lo enviado en ese momento."""
    calendario, revision = definicion.calendario, definicion.revision
    return dias.sumar(
        enviada.astimezone(ZoneInfo(calendario.zona)).date(),
        revision.dias,
        habiles=revision.habiles and not calendario.todos_los_dias_habiles,
        inhabiles=calendario.inhabiles,
    )


def vencer_capturas(*, por: Alcance, ahora: datetime) -> int:
    """Marca como omisas las que no enviaron en su plazo; pueden seguir capturando. Devuelve cuántas."""
    cuantas = 0
    cerrados = Cierre.objects.values_list("proceso_id", flat=True)
    for clave in (
        Proceso.objects.filter(historico=False).exclude(pk__in=cerrados).values_list("pk", flat=True)
    ):
        calendario = proceso.definicion(clave).calendario
        pendientes = Ronda.objects.filter(
            numero=1, candidatura__proceso=clave, candidatura__estado__in=("habilitada", "en_captura")
        ).select_related("candidatura")
        for ronda in pendientes:
            limite = dias.fin(vence_captura(calendario, ronda.abierta_en), calendario.zona)
            if ahora >= limite:
                cuantas += _vencer(ronda.candidatura, limite, por=por, ahora=ahora)
    return cuantas


def abrir_capturas(*, por: Alcance, ahora: datetime) -> int:
    """Habilita lo registrado desde el día que el calendario fije (`captura_inicio`). Devuelve cuántas."""
    cuantas = 0
    cerrados = Cierre.objects.values_list("proceso_id", flat=True)
    for clave in (
        Proceso.objects.filter(historico=False).exclude(pk__in=cerrados).values_list("pk", flat=True)
    ):
        calendario = proceso.definicion(clave).calendario
        apertura = calendario.dia("captura_inicio")
        if apertura and ahora >= dias.inicio(apertura, calendario.zona):
            cuantas += habilitar_todas(proceso=clave, por=por, ahora=ahora)
    return cuantas


@transaction.atomic
def _vencer(candidatura: Candidatura, limite: datetime, *, por: Alcance, ahora: datetime) -> int:
    fila = tomar_para_cambiar(candidatura, por)
    if fila.estado not in ("habilitada", "en_captura"):  # envió mientras tanto
        return 0
    mover(fila, "vencer", por=por)
    anotar(fila, "plazo_vencido", por=por, ahora=ahora, vencio=limite.isoformat())
    return 1
