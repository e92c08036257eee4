"""Lo último que envió cada candidatura, reducido a lo que se cuenta: nada de lo que escribió."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from conoceles.curricular.models import VersionCurricular
from conoceles.proceso.definicion import Campo, Definicion, Opcion
from conoceles.proceso.preguntas.medidas import grupo


class Enviada(NamedTuple):
    """`grupos`: de cada pregunta que se cuenta, el suyo. `contestadas`: todas a las que puso algo, se publiquen o no."""

    numero: int
    grupos: dict[str, str]
    contestadas: frozenset[str]
    con_fotografia: bool


def enviadas(definicion: Definicion, suyas: Q, corte: datetime | None) -> dict[UUID, Enviada]:
    """La última versión enviada o importada, hoy o en el corte, de cada candidatura que tenga alguna."""
    matizan = que_matizan(definicion)
    contadas = [c for c in definicion.curricular.campos() if c.indicador]
    contadas += [matizan[c.clave] for c in contadas if c.clave in matizan]
    formas: dict[frozenset[str], frozenset[str]] = {}  # muchas contestan lo mismo
    ultimas: dict[UUID, Enviada] = {}
    for quien, numero, foto, contenido in _leidas(suyas, corte):
        if quien not in ultimas or numero > ultimas[quien].numero:
            dichas = {c.clave: en_grupo(c, contenido.get(c.clave) or "") for c in contadas}
            con_algo = frozenset([clave for clave, valor in contenido.items() if valor])
            forma = formas.setdefault(con_algo, con_algo)
            ultimas[quien] = Enviada(numero, _con_matiz(dichas, matizan), forma, foto)
    return ultimas


def _leidas(suyas: Q, corte: datetime | None) -> Iterator[tuple[UUID, int, bool, dict[str, Any]]]:
    """De una en una: los textos de la elección entera no caben en la memoria.

    Y sin orden: ponerlas en fila es escribirlas todas en el disco.
    """
    versiones = VersionCurricular.objects.filter(suyas).annotate(foto=Q(fotografia__isnull=False)).order_by()
    hasta = versiones if corte is None else versiones.filter(en__lte=corte)
    return hasta.values_list("candidatura_id", "numero", "foto", "contenido").iterator()


def que_matizan(definicion: Definicion) -> dict[str, Campo]:
    """Pregunta → la que dice si su respuesta está trunca, en curso…"""
    return {
        c.visible_si.campo: c
        for c in definicion.curricular.campos()
        if c.visible_si and c.se_publica and any(o.matiz for o in c.opciones)
    }


def matices(campo: Campo | None) -> list[Opcion]:
    """Las opciones que agregan algo a la respuesta de la que depende su pregunta."""
    return [o for o in campo.opciones if o.matiz] if campo else []


def matizada(valor: str, matiz: str) -> str:
    """El grupo de una respuesta con su matiz."""
    return f"{valor}-{matiz}"


def en_grupo(campo: Campo, valor: str) -> str:
    """La respuesta, o el rango en que cae."""
    return grupo(campo, valor) if campo.rangos else valor


def _con_matiz(dichas: dict[str, str], matizan: dict[str, Campo]) -> dict[str, str]:
    """Una licenciatura trunca se cuenta aparte de las demás."""
    juntas = dict(dichas)
    for clave, otra in matizan.items():
        if juntas.get(clave) and dichas.get(otra.clave) in {o.clave for o in matices(otra)}:
            juntas[clave] = matizada(juntas[clave], dichas[otra.clave])
    return juntas
