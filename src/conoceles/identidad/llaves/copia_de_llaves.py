"""Copiar y reponer el llavero sin deshacer ningún borrado.

Una copia lleva las llaves como están en el almacén, envueltas por la maestra, que no va en ella: ni la copia
sola ni la maestra sola abren nada. Lleva también las claves destruidas: reponer nunca revive una.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from conoceles.identidad import documentos
from conoceles.identidad.llaves import llavero
from conoceles.identidad.models import DocumentoIdentidad, Llave

VIVE = timedelta(days=7)  # una copia; después ninguna se repone: es lo que se promete a quien cancela lo suyo


@dataclass(frozen=True)
class Repuesto:
    """Cuántas llaves faltaban y volvieron, cuántas no abrían lo suyo y se cambiaron por la de la copia, cuántas ya servían y
    cuántas se dejaron destruidas; y de quiénes no sirve ni la de aquí ni la de la copia."""

    repuestas: int
    reemplazadas: int
    presentes: int
    destruidas: int
    no_abren: frozenset[UUID]


def vivas() -> dict[str, str]:
    """Clave → llave envuelta, en hexadecimal."""
    filas = Llave.objects.order_by("clave").iterator()
    return {str(f.clave): bytes(f.envuelta).hex() for f in filas if bytes(f.envuelta)}


def destruidas() -> set[str]:
    """Claves cuya llave se destruyó y no puede volver."""
    return {str(f.clave) for f in Llave.objects.iterator() if not bytes(f.envuelta)}


@sensitive_variables()
def reponer(envueltas: Mapping[str, str], borradas: Collection[str], *, ahora: datetime) -> Repuesto:
    """Agrega las que falten y cambia las que no abran lo suyo; las de `borradas` quedan destruidas aunque la copia las traiga.

    Cada una se prueba: que la maestra de esta instalación la abra, y que con ella se abra todo lo sellado de esa persona.
    """
    muertas = set(borradas) | destruidas()
    for clave in sorted(muertas):
        llavero.destruir(UUID(clave), ahora)
    hay, trae = vivas(), {c: e for c, e in envueltas.items() if c not in muertas}
    sirven = _probadas(hay)
    mejores = _probadas({c: e for c, e in trae.items() if UUID(c) not in sirven})
    for suya in sorted(mejores):
        dada = {"envuelta": bytes.fromhex(trae[str(suya)])}
        Llave.objects.update_or_create(clave=suya, defaults=dada, create_defaults=dada | {"creada_en": ahora})
    faltaban = mejores - {*map(UUID, hay)}
    debidas = {*map(UUID, trae), *DocumentoIdentidad.objects.values_list("clave", flat=True)}
    return Repuesto(
        repuestas=len(faltaban),
        reemplazadas=len(mejores - faltaban),
        presentes=len(sirven & {*map(UUID, trae)}),
        destruidas=len(muertas),
        no_abren=frozenset(debidas - sirven - mejores - {*map(UUID, muertas)}),
    )


@sensitive_variables()
def _probadas(envueltas: Mapping[str, str]) -> set[UUID]:
    """Las que abre la maestra y abren lo suyo, si hay algo."""
    llaves = {UUID(c): llavero.abrir(UUID(c), bytes.fromhex(e)) for c, e in envueltas.items()}
    propias = {clave: llave for clave, llave in llaves.items() if llave}
    return propias.keys() - documentos.no_abren(propias)
