"""Lo que se halló cambiado por fuera: se asienta al hallarlo y al dejar de estar, y de ahí salen los avisos y la publicación."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import selladas
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.operaciones import registrar_varios
from conoceles.bitacora.selladas.anotacion import Anotacion
from conoceles.nucleo.alcance import Alcance


class Hallada(NamedTuple):
    """`proceso` y `folio`, vacíos si es de toda la instalación o de nadie en particular."""

    proceso: str
    folio: str
    codigo: str
    frase: str


def abiertas() -> list[Hallada]:
    """Las que siguen sin remediarse, de la más antigua a la más reciente."""
    entradas = Entrada.objects.using("default").filter(
        acto__in=(Acto.ALTERACION_HALLADA, Acto.ALTERACION_REMEDIADA)
    )
    siguen: dict[Hallada, bool] = {}
    for e in selladas(entradas.order_by("id")):
        una = Hallada(e.proceso, e.folio, e.datos["codigo"], e.datos["frase"])
        siguen[una] = e.acto == Acto.ALTERACION_HALLADA
    return [una for una, sigue in siguen.items() if sigue]


def de(folio: str) -> list[str]:
    """Las frases de las de esa candidatura."""
    return [una.frase for una in abiertas() if una.folio == folio]


@transaction.atomic
def asentar(actuales: Collection[Hallada], *, por: Alcance, ahora: datetime) -> int:
    """Lo que apareció y lo que se remedió desde la última vez; dice cuántas cosas. Lo mismo dos veces, una sola."""
    hoy, antes = set(actuales), set(abiertas())
    return sum(
        _asentar(acto, cuales, por, ahora)
        for acto, cuales in ((Acto.ALTERACION_HALLADA, hoy - antes), (Acto.ALTERACION_REMEDIADA, antes - hoy))
    )


def _asentar(acto: Acto, cuales: set[Hallada], por: Alcance, ahora: datetime) -> int:
    for proceso, suyas in groupby(sorted(cuales), attrgetter("proceso")):
        dichas = [Anotacion(acto, h.folio, {"codigo": h.codigo, "frase": h.frase}) for h in suyas]
        registrar_varios(dichas, using="default", por=por, ahora=ahora, proceso=proceso)
    return len(cuales)
