"""Las tablas ya publicadas de cada pregunta, con sus cuentas exactas: solo salen protegidas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from conoceles.identidad.documentos import BASE
from conoceles.identidad.models import TablaAsentada


@dataclass(frozen=True)
class Asentada:
    """Una tabla en su corte."""

    corte: datetime
    poblacion: int
    umbral: int
    cuentas: Mapping[str, int]


def asentadas(proceso: str, hasta: datetime) -> dict[str, list[Asentada]]:
    """Pregunta → sus tablas hasta ese corte, en orden."""
    halladas: dict[str, list[Asentada]] = {}
    for f in TablaAsentada.objects.filter(proceso=proceso, corte__lte=hasta):
        halladas.setdefault(f.pregunta, []).append(Asentada(f.corte, f.poblacion, f.umbral, f.cuentas))
    return halladas


def asentar(*, proceso: str, tablas: Mapping[str, Asentada], ahora: datetime) -> None:
    """Guarda las tablas de un corte. La fila es su propia constancia: no cambia ni se borra. Idempotente."""
    with transaction.atomic(using=BASE):
        hay = set(TablaAsentada.objects.filter(proceso=proceso).values_list("pregunta", "corte"))
        TablaAsentada.objects.bulk_create(
            (
                TablaAsentada(
                    proceso=proceso, pregunta=pregunta, corte=t.corte, poblacion=t.poblacion, umbral=t.umbral,
                    cuentas=dict(t.cuentas), en=ahora,
                )
                for pregunta, t in tablas.items()
                if (pregunta, t.corte) not in hay
            ),
            ignore_conflicts=True,
        )  # fmt: skip
