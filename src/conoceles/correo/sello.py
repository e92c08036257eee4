"""El correo que sale lo escribió el sistema, así y para esa dirección: quien escribe en la tabla no manda nada a nombre de nadie.

El sello va en su `Message-ID`, que ya no se repite ni cambia: no hace falta buscar su acto al despachar.
"""

from __future__ import annotations

import hmac
import uuid

from conoceles.correo.models import Correo
from conoceles.nucleo import secretos

NO_CONSTA = "No consta que el sistema lo escribiera así: no se envió."
_LARGO = 32
_DICE = ("para", "asunto", "cuerpo", "clase", "proceso", "folio", "secreto", "por", "en", "reenvio_de_id")


def identificador(correo: Correo, dominio: str) -> str:
    """El suyo, ya con todo lo que dice."""
    suyo = str(uuid.uuid4())
    return f"<{suyo}.{_sello(suyo, correo)}@{dominio}>"


def consta(correo: Correo) -> bool:
    """Si lo escribió el sistema."""
    suyo, _, sello = correo.message_id.strip("<>").partition("@")[0].partition(".")
    return hmac.compare_digest(sello, _sello(suyo, correo))


def _sello(suyo: str, correo: Correo) -> str:
    return secretos.sellar("un correo", [suyo, *(getattr(correo, c) for c in _DICE)])[:_LARGO]
