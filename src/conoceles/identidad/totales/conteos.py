"""Totales de una sola dimensión: es todo lo que la estadística recibe de las respuestas.

Nunca sale una fila, ni dos respuestas juntas de la misma persona.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.views.decorators.debug import sensitive_variables

from conoceles.bitacora import operaciones as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import ConteoSuelto
from conoceles.identidad.totales.leidas import Leida, leer
from conoceles.identidad.totales.tasas import decision, es_decision
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso.consentimiento import EfectosDelNo

PNC = "pnc"
SIN_RESPUESTA = "sin_respuesta"
Conteos = dict[str, Counter[str]]


def agregar_conteos(
    *, proceso: str, lote: str, conteos: Mapping[str, Mapping[str, int]], por: Alcance, ahora: datetime
) -> bool:
    """Guarda cuántas veces se contestó cada cosa (`{"p1": {"si": 4, "no": 120}}`), sin decir quién.

    `lote` identifica el archivo: repetirlo no suma dos veces y devuelve `False`. De cortes
    posteriores, quien importa pasa solo las altas: lo que ya se contó no tiene dueño para restarlo.
    """
    with transaction.atomic(using=BASE):
        if ConteoSuelto.objects.filter(proceso=proceso, lote=lote).exists():
            return False
        ConteoSuelto.objects.bulk_create(
            ConteoSuelto(proceso=proceso, lote=lote, pregunta=pregunta, respuesta=respuesta, cuantas=cuantas)
            for pregunta, respuestas in sorted(conteos.items())
            for respuesta, cuantas in sorted(respuestas.items())
            if cuantas
        )
        bitacora.registrar(
            using=BASE,
            por=por,
            acto=Acto.CONTEOS_AGREGADOS,
            ahora=ahora,
            proceso=proceso,
            datos={"lote": lote},
        )
    return True


def deshacer_lote(*, proceso: str, lote: str, por: Alcance, ahora: datetime) -> bool:
    """Agrega el mismo lote con el signo contrario: los totales quedan como antes de él. Idempotente."""
    conteos: Conteos = {}
    for fila in ConteoSuelto.objects.filter(proceso=proceso, lote=lote):
        conteos.setdefault(fila.pregunta, Counter())[fila.respuesta] -= fila.cuantas
    return agregar_conteos(proceso=proceso, lote=f"{lote}-deshecho", conteos=conteos, por=por, ahora=ahora)


def conteos_sueltos(proceso: str) -> Conteos:
    """Los importados sin consentimiento, por pregunta. Ninguno, si alguno no consta: un lote puede deshacer otro."""
    if ajenas(ConteoSuelto, de=[proceso]):
        return {}
    filas = ConteoSuelto.objects.filter(proceso=proceso).values_list("pregunta", "respuesta")
    resultado: Conteos = {}
    for pregunta, respuesta, total in filas.annotate(total=Sum("cuantas")).order_by("pregunta", "respuesta"):
        resultado.setdefault(pregunta, Counter())[respuesta] += total
    return resultado


@sensitive_variables()
def conteos_sellados(
    claves: Collection[UUID], preguntas: Collection[str], hasta: datetime, efectos: EfectosDelNo
) -> Conteos:
    """Cuenta lo sellado de esas claves en `hasta`, por pregunta; cada clave aporta a cada pregunta.

    Sin documento, bloqueada, suprimida o cambiada por fuera: `sin_respuesta`. Lo que hace cada «no» lo dicen los `efectos`. Una
    pregunta de varias opciones suma en cada opción elegida. De una decisión de consentimiento solo cuenta quien la ha tomado.
    """
    resultado: Conteos = {pregunta: Counter() for pregunta in preguntas}
    for leida in leer(claves, hasta, efectos):
        for pregunta, cuenta in resultado.items():
            cuenta.update(dichas(leida, pregunta))
    return resultado


@sensitive_variables()
def dichas(leida: Leida, pregunta: str) -> list[str]:
    """Lo que de esa persona se cuenta en una pregunta; de una decisión que no ha tomado, nada."""
    if es_decision(pregunta):
        dicha = decision(leida.decidio, pregunta) if leida.decidio else ""
        return [dicha] if dicha else []
    valor = leida.callado or leida.respuestas.get(pregunta) or SIN_RESPUESTA
    return [str(v) for v in valor] if isinstance(valor, list) else [str(valor)]
