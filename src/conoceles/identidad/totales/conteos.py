"""Lo que un archivo trae contado: cuántas veces se contestó cada cosa, sin decir quién."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from conoceles.bitacora import operaciones as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import ConteoSuelto
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance

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


def conteos_sueltos(proceso: str) -> Conteos:
    """Los importados sin consentimiento, por pregunta. Ninguno, si alguno no consta."""
    if ajenas(ConteoSuelto, de=[proceso]):
        return {}
    filas = ConteoSuelto.objects.filter(proceso=proceso).values_list("pregunta", "respuesta")
    resultado: Conteos = {}
    for pregunta, respuesta, total in filas.annotate(total=Sum("cuantas")).order_by("pregunta", "respuesta"):
        resultado.setdefault(pregunta, Counter())[respuesta] += total
    return resultado
