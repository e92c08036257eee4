"""El correo que sale lo escribió el sistema, así y para esa dirección: quien escribe en la tabla no manda nada a nombre de nadie.

El sello va en su `Message-ID`, que ya no se repite ni cambia: no hace falta buscar su acto al despachar.
"""

from __future__ import annotations

import hmac
import uuid
from datetime import datetime, timedelta

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import sellada
from conoceles.bitacora.models import Entrada
from conoceles.correo.models import Correo
from conoceles.nucleo import secretos

NO_CONSTA = "No consta que el sistema lo escribiera así: no se envió."
EN_COLA = "sellado"  # de los datos de su entrada: de los de antes no se sabe
_DE_ANTES = timedelta(days=3)  # lo que el de una versión anterior pudo esperar en la cola
_LARGO = 32
_DICE = ("para", "asunto", "cuerpo", "clase", "proceso", "folio", "secreto", "por", "en", "reenvio_de_id")


def identificador(correo: Correo, dominio: str) -> str:
    """El suyo, ya con todo lo que dice."""
    suyo = str(uuid.uuid4())
    return f"<{suyo}.{_sello(suyo, correo)}@{dominio}>"


def consta(correo: Correo, ahora: datetime) -> bool:
    """Si lo escribió el sistema. El de una versión anterior, si un acto lo encoló hace poco."""
    suyo, _, sello = correo.message_id.strip("<>").partition("@")[0].partition(".")
    if sello:
        return hmac.compare_digest(sello, _sello(suyo, correo))
    acto = Entrada.objects.using("default").filter(acto=Acto.CORREO_ENCOLADO, momento=correo.en)
    entrada = acto.filter(datos__correo=correo.pk).first()
    if entrada is None or EN_COLA in entrada.datos or not sellada(entrada):
        return False
    return ahora - correo.en < _DE_ANTES


def _sello(suyo: str, correo: Correo) -> str:
    return secretos.sellar("un correo", [suyo, *(getattr(correo, c) for c in _DICE)])[:_LARGO]
