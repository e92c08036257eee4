"""Lo que se halló cambiado por fuera: se asienta al hallarlo y al dejar de estar, y de ahí salen los avisos y la publicación."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import transaction

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.compuerta import Sobre
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


def abiertas(**cuales: object) -> dict[Hallada, datetime]:
    """Las que siguen sin remediarse, o de ellas esas, y desde cuándo; de la más antigua a la más reciente."""
    entradas = Entrada.objects.using("default").filter(
        acto__in=(Acto.ALTERACION_HALLADA, Acto.ALTERACION_REMEDIADA), **cuales
    )
    siguen: dict[Hallada, datetime] = {}
    for e in selladas(entradas.order_by("id")):
        una = Hallada(e.proceso, e.folio, e.datos["codigo"], e.datos["frase"])
        siguen.pop(una, None)
        if e.acto == Acto.ALTERACION_HALLADA:
            siguen[una] = e.momento
    return siguen


def en_duda(sobre: Sobre) -> str:
    """Lo que quien vigila halló de esa elección: si su base es anterior a lo que firmó, de nada; si faltan llaves, de lo que es de todas."""
    codigos = ["CABEZA_PERDIDA", *(["LLAVE_CAMBIADA"] if sobre.folios is None else [])]
    halladas = [*abiertas(proceso=sobre.proceso, datos__codigo__in=codigos)] if sobre.proceso else []
    return f"{halladas[0].frase} «Hoy» dice qué hacer." if halladas else ""


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
