"""Firmar los informes congelados con la llave del instituto. Solo se corre donde se publica: la captura no la tiene."""

from __future__ import annotations

import base64
from datetime import datetime

from conoceles.informes.models import FirmaDeInforme, Informe
from conoceles.nucleo import archivos, firma
from conoceles.nucleo.errores import Conflicto


def firmar_pendientes(ahora: datetime) -> None:
    """Cada versión que todavía no la lleva, en su orden. Repetirlo no hace nada."""
    for informe in Informe.objects.filter(firmado=None).order_by("en", "pk"):
        FirmaDeInforme.objects.create(
            informe=informe,
            firma=_texto(firma.firmar(archivos.leer(informe.huella))),
            llave=_texto(firma.llave_publica()),
            en=ahora,
        )


def de(informe: Informe) -> FirmaDeInforme:
    """La suya. `Conflicto` si quien publica todavía no la pone: son segundos."""
    suya = FirmaDeInforme.objects.filter(informe=informe).first()
    if suya is None:
        raise Conflicto("El informe todavía no lleva su firma: la pone quien publica, en unos segundos.")
    return suya


def _texto(octetos: bytes) -> str:
    return base64.b64encode(octetos).decode()
