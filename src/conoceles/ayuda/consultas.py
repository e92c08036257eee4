"""Las solicitudes de ayuda, vistas por quien las hizo y por el instituto."""

from __future__ import annotations

from django.db.models import F, QuerySet

from conoceles.ayuda.models import SolicitudDeAyuda
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado


def solicitudes(alcance: Alcance, proceso: str) -> QuerySet[SolicitudDeAyuda]:
    """Las de una elección: todas para el instituto, las propias para quien captura. Primero, lo sin contestar."""
    filas = SolicitudDeAyuda.objects.filter(proceso=proceso).select_related("respuesta")
    return de_quien_ve(filas, alcance).order_by(F("respuesta__id").asc(nulls_first=True), "id")


def abiertas(alcance: Alcance, proceso: str) -> QuerySet[SolicitudDeAyuda]:
    """Las que nadie ha contestado, de la más antigua a la más reciente."""
    return solicitudes(alcance, proceso).filter(respuesta=None).order_by("id")


def solicitud(alcance: Alcance, numero: int) -> SolicitudDeAyuda:
    """`NoEncontrado` si no existe o es de otra persona."""
    filas = SolicitudDeAyuda.objects.select_related("respuesta").filter(pk=numero)
    fila = de_quien_ve(filas, alcance).first()
    if fila is None:
        raise NoEncontrado("No existe esa solicitud.")
    return fila


def de_quien_ve(filas: QuerySet[SolicitudDeAyuda], alcance: Alcance) -> QuerySet[SolicitudDeAyuda]:
    """De la elección que ve, las suyas o, para el instituto, todas."""
    vistas = filas.filter(proceso=alcance.proceso) if alcance.proceso else filas
    return vistas if alcance.todo else vistas.filter(por=alcance.actor)
