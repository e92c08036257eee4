"""Lo que los actos asentaron de cada cuenta. Se recuerda en el proceso, que lo pregunta en cada petición, y se pone al día con lo
que se agregó desde entonces.

La última entrada leída se busca otra vez, con su huella: si ya no está, la bitácora es otra y se lee entera.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from django.db import connection

from conoceles.bitacora.actos import POR_NOMBRE, Acto
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.bitacora.selladas.recogida import CAMPO
from conoceles.bitacora.selladas.tablas import DeQuien, tablas


class Consta(NamedTuple):
    """Cómo dejó algo el último acto que lo escribió; de una cuenta, también cuándo lo escribió cada uno por última vez."""

    sello: str
    proceso: str
    veces: Mapping[Acto, datetime] = {}


Constan = Mapping[str, Consta]  # nombre de la fila, o de su parte
_candado = Lock()


@dataclass
class _Leido:
    """Hasta qué entrada, y lo que dice de cada cuenta."""

    id: int = 0
    huella: str = ""
    de_cada_una: dict[str, dict[str, Consta]] = field(default_factory=dict)

    def sumar(self, entradas: Iterable[Entrada]) -> None:
        suyas = tuple(tabla.tabla for tabla in tablas(DeQuien.CUENTA))
        for entrada in filter(sellada, entradas):
            cual, esta = str(entrada.datos.get(DeQuien.CUENTA)), {POR_NOMBRE[entrada.acto]: entrada.momento}
            antes = self.de_cada_una.get(cual, {})
            # Otro diccionario: el de antes pueden estar recorriéndolo.
            self.de_cada_una[cual] = antes | {
                nombre: Consta(sello, "", {**antes[nombre].veces, **esta} if nombre in antes else esta)
                for nombre, sello in entrada.datos.get(CAMPO, {}).items()
                if nombre.startswith(suyas)
            }


_leido = _Leido()


def todas() -> Mapping[str, Constan]:
    """De cada cuenta. Una consulta pequeña."""
    return al_dia().de_cada_una


def al_dia() -> _Leido:
    """El mismo mientras la bitácora solo crezca; otro si hubo que leerla de nuevo."""
    global _leido
    with _candado:
        nuevas = _desde(_leido.id) if _leido.id else []
        if not nuevas or nuevas[0][:2] != (_leido.id, _leido.huella):
            _leido = _desde_el_principio()
        elif len(nuevas) > 1:
            actos = _asientan()
            ids = [pk for pk, _, acto in nuevas[1:] if acto in actos]
            if ids:
                _leido.sumar(Entrada.objects.using("default").filter(pk__in=ids).order_by("id"))
            _leido.id, _leido.huella, _ = nuevas[-1]
        return _leido


def _asientan() -> set[Acto]:
    return {acto for tabla in tablas(DeQuien.CUENTA) for acto in tabla.actos}


def _desde(numero: int) -> list[tuple[int, str, str]]:
    """Número, huella y acto de esa entrada y de las que siguen. Ya escrita: se pregunta varias veces en cada petición."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, huella, acto FROM bitacora_entrada WHERE id >= %s ORDER BY id", [numero])
        return list(cursor.fetchall())


def _desde_el_principio() -> _Leido:
    entradas = Entrada.objects.using("default").order_by("id")
    hasta = entradas.values_list("id", "huella").last()
    leido = _Leido(*(hasta or ()))
    leido.sumar(entradas.filter(datos__has_key=CAMPO, acto__in=_asientan(), id__lte=leido.id).iterator())
    return leido
