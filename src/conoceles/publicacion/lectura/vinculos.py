"""Los otros perfiles de la misma persona, de otra elección, que ella pidió nombrar."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from conoceles.bitacora.estados import SIN_PERFIL
from conoceles.candidaturas.models import Candidatura
from conoceles.identidad.permisos.vinculos import reconocidos
from conoceles.publicacion.lectura import textos


@dataclass(frozen=True)
class VinculoPublico:
    """Otro perfil suyo: en qué elección, por qué contienda y dónde está."""

    eleccion: str  # clave
    nombre: str  # de la elección
    jornada: str
    contienda: str
    folio: str


def de(claves: Collection[UUID]) -> dict[UUID, tuple[VinculoPublico, ...]]:
    """Por clave de identidad; sin los que ya no tienen perfil."""
    pedidas = set(claves)
    hallados = {clave: suyas for clave, suyas in reconocidos().items() if clave in pedidas}
    otras = {otra for suyas in hallados.values() for otra in suyas}
    filas = Candidatura.objects.filter(clave_identidad__in=otras).exclude(estado__in=SIN_PERFIL)
    publicos = {f.clave_identidad: _publico(f) for f in filas.select_related("formula__contienda")}
    return {clave: _en_orden(publicos, hallados[clave]) for clave in hallados}


def _en_orden(publicos: dict[UUID, VinculoPublico], suyas: list[UUID]) -> tuple[VinculoPublico, ...]:
    return tuple(sorted((publicos[c] for c in suyas if c in publicos), key=lambda v: (v.eleccion, v.folio)))


def _publico(fila: Candidatura) -> VinculoPublico:
    eleccion = fila.definicion
    return VinculoPublico(
        eleccion=eleccion.clave,
        nombre=eleccion.nombre,
        jornada=textos.dia(eleccion.calendario.dia("jornada")),
        contienda=fila.formula.contienda.nombre,
        folio=fila.folio,
    )
