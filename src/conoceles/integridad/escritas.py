"""Lo que un acto escribe se recoge solo, y se sella en su entrada: el dominio no dice qué filas escribió.

Se miran las dos maneras del ORM: cada fila que se guarda o se quita, y las que se escriben de una vez. Ninguna escritura da por
bueno lo que otro cliente puso antes en la misma fila: la que ya estaba se coteja antes de cambiarla.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from functools import partial
from typing import Any

from django.db.models import Manager, Model, QuerySet
from django.db.models.signals import post_save, pre_delete, pre_save

from conoceles.bitacora.selladas.recogida import apuntar, en_curso, pendientes
from conoceles.bitacora.selladas.tablas import TABLAS, DeQuien, Sellada
from conoceles.integridad.hallazgo import REMEDIO, Hallazgo, Que
from conoceles.integridad.pregunta import ajenas
from conoceles.nucleo.bases.lotes import insertadas
from conoceles.nucleo.errores import Conflicto

_VIGILADOS: dict[type[QuerySet[Any]], type[QuerySet[Any]]] = {}


def vigilar(tabla: Sellada) -> None:
    """Desde aquí, lo que se escriba en esa tabla dentro de una transacción espera el acto que lo asiente."""
    modelo = tabla.modelo
    for senal, hacer in (
        (pre_save, _por_guardar),
        (post_save, _guardada),
        (pre_delete, _por_quitar),
        (insertadas, _insertadas),
    ):
        senal.connect(partial(hacer, tabla), sender=modelo, weak=False)
    for viejo in [*modelo._meta.local_managers]:
        modelo._meta.local_managers.remove(viejo)
        _que_vigila(viejo).contribute_to_class(modelo, viejo.name)


def _que_vigila(viejo: Manager[Any]) -> Manager[Any]:
    """El mismo, con su nombre: quien revisa los tipos lo busca por él."""
    clase, suyo = type(viejo), viejo._queryset_class  # type: ignore[attr-defined]
    if suyo not in _VIGILADOS:
        _VIGILADOS[suyo] = type(suyo.__name__, (_Vigilado, suyo), {"__module__": suyo.__module__})
    suyas = {nombre: que for nombre, que in vars(clase).items() if nombre not in ("__dict__", "__weakref__")}
    nuevo = copy(viejo)
    nuevo.__class__ = type(clase.__name__, clase.__bases__, {**suyas, "_queryset_class": _VIGILADOS[suyo]})
    return nuevo


def remediar(halladas: Iterable[Hallazgo]) -> None:
    """El acto que sigue las asienta como queden, y la que falta como quitada: quien administra sabe que no constaban."""
    for una in halladas:
        quitada = (una.dueno, una.proceso) if una.que is Que.FALTA else None
        apuntar(una.tabla, una.tabla.modelo(pk=una.clave), una.clave, quitada)


class _Vigilado(QuerySet[Any]):
    """Las escrituras de muchas filas de una vez, que no pasan por las señales."""

    def update(self, **campos: Any) -> int:
        """`Conflicto` si alguna no es la que un acto dejó."""
        tabla = TABLAS[self.model]
        if en_curso(self.db) is None or not tabla.tocadas(campos):
            return super().update(**campos)
        filas = [*self.model._base_manager.using(self.db).filter(pk__in=[*self.values_list("pk", flat=True)])]
        _exigir(tabla, filas, campos)
        cuantas = self.filter(pk__in=[fila.pk for fila in filas])._sin_mirar(**campos)
        for fila in filas:
            apuntar(tabla, fila, campos=campos)
        return cuantas

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Como la de Django."""
        filas = super().bulk_create(objs, *args, **kwargs)
        for fila in filas:
            apuntar(TABLAS[self.model], fila)
        return filas

    def _sin_mirar(self, **campos: Any) -> int:
        return super().update(**campos)


def _por_guardar(tabla: Sellada, instance: Model, update_fields: Collection[str] | None, **_: object) -> None:
    if not instance._state.adding:
        _exigir(tabla, [instance], update_fields)


def _guardada(tabla: Sellada, instance: Model, update_fields: Collection[str] | None, **_: object) -> None:
    apuntar(tabla, instance, campos=update_fields)


def _insertadas(tabla: Sellada, filas: Sequence[Model], **_: object) -> None:
    for fila in filas:
        apuntar(tabla, fila)


def _por_quitar(tabla: Sellada, instance: Model, **_: object) -> None:
    if en_curso(tabla.base) and (hay := [*tabla.de_hoy(tabla.filas().filter(pk=instance.pk))]):
        apuntar(tabla, instance, instance.pk, (hay[0].dueno, hay[0].proceso))


def _exigir(tabla: Sellada, filas: Sequence[Model], campos: Iterable[str] | None) -> None:
    """La primera vez que la transacción toca cada parte; de la que se escribe entera no queda nada que dar por bueno.

    Las de una persona no se cambian nunca: la base lo impide.
    """
    if en_curso(tabla.base) is None or tabla.dueno.clase is DeQuien.PERSONA:
        return
    partes = tabla.tocadas(campos, a_medias=True)
    propias = pendientes(tabla.base).keys()
    otras = {
        fila.pk: suyas for fila in filas if (suyas := {tabla.nombre(fila.pk, p) for p in partes} - propias)
    }
    hay = [*tabla.de_hoy(tabla.filas().filter(pk__in=otras))] if otras else []
    duenos = {tabla.dueno.valor(fila.dueno) for fila in hay}
    nombres = {nombre for suyas in otras.values() for nombre in suyas}
    if any(h.nombre in nombres for h in ajenas(tabla.modelo, de=duenos)):
        raise Conflicto(REMEDIO)
