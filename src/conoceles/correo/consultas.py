"""Leer lo enviado y lo que volvió."""

from __future__ import annotations

from conoceles.correo.models import Correo, Correos

ESTADOS = {
    "en_cola": "En cola",
    "enviado": "Enviado",
    "rebotado": "No llegó",
    "fallido": "No se pudo enviar",
}


def sin_entregar(proceso: str) -> Correos:
    """Los que no llegaron, de una elección o de ninguna (invitaciones a cuentas), del más reciente al más antiguo."""
    return Correo.objects.filter(proceso__in=[proceso, ""]).sin_entregar().order_by("-id")
