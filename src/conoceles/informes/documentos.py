"""Qué versiones son del mismo documento, cuál se envió y cuál cambió después."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from conoceles.informes.catalogo import TIPOS
from conoceles.informes.models import AvisoDeCambio, Informe

AVISO = "aviso-de-cambio"
Documento = tuple[str, str]  # tipo y mes; sin mes, si es un solo documento en toda la elección


def documento(informe: Informe) -> Documento:
    """De qué documento es versión."""
    return informe.tipo, "" if es_unico(informe.tipo) else informe.periodo


def es_unico(tipo: str) -> bool:
    """Un listado se numera de corrido toda la elección, como los avisos; lo demás, por mes."""
    return tipo == AVISO or TIPOS[tipo].vivo


def versiones(proceso: str, tipo: str, periodo: str) -> QuerySet[Informe]:
    """Las del mismo documento, la más reciente primero."""
    filas = Informe.objects.filter(proceso=proceso, tipo=tipo).order_by("-en", "-version")
    return filas if es_unico(tipo) else filas.filter(periodo=periodo)


def enviados(proceso: str) -> list[Informe]:
    """La última versión enviada de cada documento."""
    filas = Informe.objects.filter(proceso=proceso, pasos__estado="enviado").order_by("en", "version")
    return list({documento(i): i for i in filas if i.tipo in TIPOS}.values())


def reemplazados(proceso: str) -> set[UUID]:
    """Borradores con una versión posterior, y los avisos de esos borradores: ya no se envían."""
    borradores: dict[Documento, Informe] = {}
    viejos: set[UUID] = set()
    filas = Informe.objects.filter(proceso=proceso, tipo__in=TIPOS).order_by("en", "version")
    for informe in filas.prefetch_related("pasos"):
        if previo := borradores.pop(documento(informe), None):
            viejos.add(previo.pk)
        if not informe.pasos.all():
            borradores[documento(informe)] = informe
    avisos = AvisoDeCambio.objects.filter(nuevo__in=viejos, documento__pasos=None).exclude(documento=None)
    return viejos | set(avisos.values_list("documento", flat=True))


def por_avisar(proceso: str) -> dict[UUID, AvisoDeCambio]:
    """Clave de lo enviado que ya no coincide con los datos → su aviso al INE, que todavía no se envía."""
    avisos = AvisoDeCambio.objects.filter(anterior__proceso=proceso).exclude(documento=None)
    pendientes = avisos.exclude(documento__pasos__estado="enviado").exclude(
        documento__in=reemplazados(proceso)
    )
    return {
        a.anterior_id: a for a in pendientes.select_related("anterior", "documento", "nuevo").order_by("en")
    }
