"""Las tablas ya publicadas de cada pregunta, con sus cuentas exactas: solo salen protegidas.

De cada una queda además una llave en el llavero, que no cifra nada: si la base B vuelve a antes del corte, contar otra vez daría
otra tabla, sin quien se suprimió o sin lo que se perdió, y restarla a la publicada diría qué contestó.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import ordenar, registrar
from conoceles.identidad.documentos import BASE
from conoceles.identidad.llaves import llavero
from conoceles.identidad.models import TablaAsentada
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.canonico import escrito

_POR = Alcance.sistema("corte")
_RECORDADAS = UUID("0b6f0e53-64ab-4f0e-8f55-6d1c1c8f7d02")


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
    dudosas = _dudosas(proceso)
    for f in TablaAsentada.objects.filter(proceso=proceso, corte__lte=hasta):
        if f.pregunta not in dudosas:
            halladas.setdefault(f.pregunta, []).append(Asentada(f.corte, f.poblacion, f.umbral, f.cuentas))
    return halladas | {pregunta: [Asentada(hasta, 0, 0, {})] for pregunta in dudosas}


def _dudosas(proceso: str) -> set[str]:
    """De qué preguntas hay, o falta, una tabla que ningún acto dejó así: la suya de hoy, y la que su acto dijo."""
    claves = {una.clave for una in ajenas(TablaAsentada, de=[proceso])}
    if not claves:
        return set()
    entradas = Entrada.objects.using(BASE).filter(acto=Acto.TABLAS_ASENTADAS, proceso=proceso)
    dichas = (e.datos["preguntas"].items() for e in selladas(entradas))
    hoy = TablaAsentada.objects.filter(pk__in=claves).values_list("pregunta", flat=True)
    return {*hoy, *(pregunta for suyas in dichas for clave, pregunta in suyas if clave in claves)}


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
                datos={"preguntas": {str(f.pk): f.pregunta for f in nuevas}},
            )  # fmt: skip


def recordar(proceso: str, ahora: datetime) -> None:
    """Deja en el llavero que las de esa elección ya se asentaron. Después de B, nunca antes: de más, no saldría ninguna."""
    filas = TablaAsentada.objects.filter(proceso=proceso).values_list("pregunta", "corte", "cuentas")
    llavero.asegurar(
        [_recordada(proceso, pregunta, None if cuentas else corte) for pregunta, corte, cuentas in filas],
        ahora,
    )


def perdidas(proceso: str, preguntas: Collection[str], corte: datetime) -> set[str]:
    """De las que B no tiene asentadas en ese corte, las que ya se publicaron en alguno, o no salieron en ese: B volvió atrás."""
    claves = {_recordada(proceso, p, cual): p for p in preguntas for cual in (None, corte)}
    return {claves[clave] for clave in llavero.vivas_de(claves)}


def _recordada(proceso: str, pregunta: str, corte: datetime | None) -> UUID:
    """La de la que se publicó o, con `corte`, la de la que no salió entonces."""
    return uuid5(_RECORDADAS, f"{proceso}/{pregunta}/{escrito(corte)}")
