"""El código firmado del acuse: lo que dice, sin nombres, y la firma del instituto.

Lo lee `lector.acuse`, que cualquiera puede correr sin conexión.
"""

from __future__ import annotations

import base64

from django.conf import settings

from conoceles.expediente.consultas import DatosAcuse
from conoceles.nucleo import firma


def codigo(datos: DatosAcuse) -> str:
    """`C1.elección.número.segundos.huella.compromiso.firma`. El mismo acuse da siempre el mismo código."""
    huellas = [_corta(bytes.fromhex(h)) for h in (datos.huella_curricular, datos.compromiso_identidad)]
    dicho = ".".join(["C1", datos.proceso, datos.acuse, str(int(datos.momento.timestamp())), *huellas])
    return f"{dicho}.{_corta(firma.firmar(dicho.encode()))}"


def direccion(datos: DatosAcuse) -> str:
    """La comprobación pública de este acuse."""
    return f"{settings.URL_PUBLICA}/{datos.proceso}/verificar/acuse/?c={codigo(datos)}"


def _corta(octetos: bytes) -> str:
    return base64.urlsafe_b64encode(octetos).rstrip(b"=").decode()
