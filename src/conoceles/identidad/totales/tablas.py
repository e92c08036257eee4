"""Las tablas ya publicadas de cada pregunta, con sus cuentas exactas: solo salen protegidas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.operaciones import ordenar, registrar
from conoceles.identidad.constancias import totales
from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import TablaAsentada
from conoceles.nucleo.alcance import Alcance

_POR = Alcance.sistema("corte")


@dataclass(frozen=True)
class Asentada:
    """Una tabla en su corte."""

    corte: datetime
    poblacion: int
    umbral: int
    cuentas: Mapping[str, int]


def asentadas(proceso: str, hasta: datetime) -> dict[str, list[Asentada]]:
    """Pregunta → sus tablas hasta ese corte, en orden.

    La que no consta, o la que falta, sale sin cuentas: no se publica, y tampoco se hace otra que restarle.
    """
    halladas: dict[str, list[Asentada]] = {}
    dudosas = {que.partition(" ")[0] for que in totales.difieren("tablas", proceso)}
    for f in TablaAsentada.objects.filter(proceso=proceso, corte__lte=hasta):
        if f.pregunta not in dudosas:
            halladas.setdefault(f.pregunta, []).append(Asentada(f.corte, f.poblacion, f.umbral, f.cuentas))
    return halladas | {pregunta: [Asentada(hasta, 0, 0, {})] for pregunta in dudosas}


def asentar(*, proceso: str, tablas: Mapping[str, Asentada], ahora: datetime) -> None:
    """Guarda las tablas de un corte, con el sello de cada una en la bitácora de B. Idempotente."""
    with transaction.atomic(using=BASE):
        ordenar(BASE)  # quien las asiente a la vez espera, y ve las de este
        hay = set(TablaAsentada.objects.filter(proceso=proceso).values_list("pregunta", "corte"))
        nuevas = TablaAsentada.objects.bulk_create(
            TablaAsentada(
                proceso=proceso, pregunta=pregunta, corte=t.corte, poblacion=t.poblacion, umbral=t.umbral,
                cuentas=dict(t.cuentas), en=ahora,
            )
            for pregunta, t in tablas.items()
            if (pregunta, t.corte) not in hay
        )  # fmt: skip
        if nuevas:
            registrar(
                using=BASE, por=_POR, acto=Acto.TABLAS_ASENTADAS, ahora=ahora, proceso=proceso,
                datos=totales.asiento("tablas", nuevas),
            )  # fmt: skip
