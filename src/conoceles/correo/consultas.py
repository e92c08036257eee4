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


def devuelto(para: str) -> Correo | None:
    """El último correo a esa dirección, si no llegó."""
    ultimo = Correo.objects.filter(para=para).exclude(estado="en_cola").order_by("-id").first()
    return ultimo if ultimo is not None and ultimo.estado in ("rebotado", "fallido") else None
