"""Lecturas de cuentas que otras salas necesitan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from conoceles.cuentas.models import AcuseDeRecibo, Designacion


@dataclass(frozen=True)
class Entregada:
    """El acceso de una persona designada: qué alcanza y cuándo acusó recibo por primera vez."""

    contiendas: tuple[str, ...]
    acusada_en: datetime | None
    vigente: bool


def entregas(proceso: str) -> dict[str, list[Entregada]]:
    """Por ámbito (`fuerza:3`, `formula:…`), las personas que esa fuerza o fórmula designó."""
    primeras: dict[int, datetime] = {}
    for cuenta, en in AcuseDeRecibo.objects.order_by("-en").values_list("enlace__cuenta_id", "en"):
        primeras[cuenta] = en
    por_ambito: dict[str, list[Entregada]] = defaultdict(list)
    for fila in Designacion.objects.filter(proceso=proceso).select_related("cuenta").order_by("id"):
        cuenta_ = fila.cuenta
        entregada = Entregada(tuple(cuenta_.contiendas), primeras.get(cuenta_.pk), fila.baja_en is None)
        por_ambito[cuenta_.ambito].append(entregada)
    return dict(por_ambito)
