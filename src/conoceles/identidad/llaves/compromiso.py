"""Lo único que sale de B sobre las respuestas: un HMAC cuya llave se queda dentro.

Veinte preguntas cerradas se adivinan probando; sin los 32 octetos del nonce, probar no sirve.
"""

from __future__ import annotations

import hmac
import secrets

from django.views.decorators.debug import sensitive_variables

from conoceles.nucleo.canonico import json_canonico
from conoceles.proceso.preguntas.cuestionario import Respuestas

_NONCE = 32


def nuevo_nonce() -> bytes:
    """32 octetos al azar, que se guardan dentro del documento cifrado."""
    return secrets.token_bytes(_NONCE)


@sensitive_variables()
def calcular(respuestas: Respuestas, nonce: bytes) -> str:
    """HMAC-SHA-256 en hexadecimal de las respuestas en JSON canónico."""
    return hmac.new(nonce, json_canonico(dict(respuestas)), "sha256").hexdigest()


@sensitive_variables()
def verificar(compromiso: str, respuestas: Respuestas, nonce: bytes) -> bool:
    """Si ese compromiso corresponde a esas respuestas con ese nonce."""
    return hmac.compare_digest(compromiso, calcular(respuestas, nonce))
