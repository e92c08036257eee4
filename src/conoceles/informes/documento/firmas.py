"""Firmar los informes congelados con la llave del instituto. Solo se corre donde se publica: la captura no la tiene."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from conoceles.informes.models import FirmaDeInforme, Informe
from conoceles.nucleo import archivos, firma, secretos
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import Conflicto
from conoceles.registro import llaves, nota


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


def de_que_llave(huella: str, puesta: str) -> str:
    """La pública que puso esa firma en el JSON de esa huella, en base64: la de hoy o una de las declaradas al rotar.

    Vacía si no es de ninguna, o si el archivo ya no está: entonces no se sabe, y no se supone.
    """
    if not archivos.hay(huella):
        return ""
    contenido, octetos = archivos.leer(huella), base64.b64decode(puesta)
    return next((_texto(llave) for llave in _conocidas() if _es_de(llave, octetos, contenido)), "")


def _conocidas() -> Iterator[bytes]:
    """La de hoy, si este proceso la tiene, y las que dice la declaración pública de llaves."""
    if secretos.ruta("firma").exists():
        yield firma.llave_publica()
    for renglon in llaves.renglones(carpetas().sitio / "log"):
        yield nota.publica(renglon.rpartition(" ")[2])


def _es_de(llave: bytes, puesta: bytes, contenido: bytes) -> bool:
    """Una que no se puede leer no es de nadie."""
    try:
        Ed25519PublicKey.from_public_bytes(llave).verify(puesta, contenido)
    except (ValueError, InvalidSignature):
        return False
    return True


def _texto(octetos: bytes) -> str:
    return base64.b64encode(octetos).decode()
