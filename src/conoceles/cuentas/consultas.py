"""Lecturas de cuentas que otras salas necesitan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timezone

from conoceles.cuentas.models import AcuseDeRecibo, Cuenta, Designacion, Papel

SIN_CONSTANCIA = datetime(1900, 1, 1, tzinfo=timezone.utc)  # anterior a toda habilitación


@dataclass(frozen=True)
class Entregada:
    """El acceso de una persona designada: qué alcanza y cuándo acusó recibo por primera vez."""

    contiendas: tuple[str, ...]
    acusada_en: datetime | None
    vigente: bool


def entregas(proceso: str) -> dict[str, list[Entregada]]:
    """Por ámbito (`fuerza:3`, `formula:…`), las personas que esa fuerza o fórmula designó.

    Las cuentas sin oficio (demostración) se tienen por entregadas desde el principio.
    """
    primeras: dict[int, datetime] = {}
    for cuenta, en in AcuseDeRecibo.objects.order_by("-en").values_list("enlace__cuenta_id", "en"):
        primeras[cuenta] = en
    por_ambito: dict[str, list[Entregada]] = defaultdict(list)
    sueltas = Cuenta.objects.filter(papel__in=(Papel.PARTIDO, Papel.INDEPENDIENTE), designaciones=None)
    for ambito in sueltas.values_list("ambito", flat=True):
        por_ambito[ambito].append(Entregada((), SIN_CONSTANCIA, vigente=True))
    for fila in Designacion.objects.filter(proceso=proceso).select_related("cuenta").order_by("id"):
        cuenta_ = fila.cuenta
        entregada = Entregada(tuple(cuenta_.contiendas), primeras.get(cuenta_.pk), fila.baja_en is None)
        por_ambito[cuenta_.ambito].append(entregada)
    return dict(por_ambito)
