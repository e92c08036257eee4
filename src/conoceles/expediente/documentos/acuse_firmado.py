"""El código firmado del acuse: lo que dice, sin nombres, y la firma con la llave de acuses.

Lo lee `lector.acuse`, que cualquiera puede correr sin conexión.
"""

from __future__ import annotations

import base64
from datetime import datetime

from django.conf import settings

from conoceles.expediente.consultas import DatosAcuse
from conoceles.expediente.models import Envio
from conoceles.nucleo import firma


def codigo(datos: DatosAcuse) -> str:
    """`C1.elección.número.segundos.huella.compromiso.firma`. El mismo acuse da siempre el mismo código."""
    dicho = _dicho(
        datos.proceso, datos.acuse, datos.recibido, datos.huella_curricular, datos.compromiso_identidad
    )
    return f"{dicho}.{_corta(firma.firmar(dicho.encode(), 'acuses'))}"


def de_envio(envio: Envio) -> str:
    """Lo mismo sin la firma, que cambia si cambia la llave: lo que consta en el registro público."""
    proceso = envio.candidatura.proceso_id
    return _dicho(proceso, envio.acuse, envio.recibido, envio.huella_curricular, envio.compromiso_identidad)


def direccion(datos: DatosAcuse) -> str:
    """La comprobación pública de este acuse."""
    return f"{settings.URL_PUBLICA}/{datos.proceso}/verificar/acuse/?c={codigo(datos)}"


def _dicho(proceso: str, acuse: str, momento: datetime, huella: str, compromiso: str) -> str:
    huellas = [_corta(bytes.fromhex(h)) for h in (huella, compromiso)]
    return ".".join(["C1", proceso, acuse, str(int(momento.timestamp())), *huellas])


def _corta(octetos: bytes) -> str:
    return base64.urlsafe_b64encode(octetos).rstrip(b"=").decode()
