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
    """Los que no llegaron ni se han reenviado, de una elección o de ninguna (invitaciones a cuentas); primero el último."""
    return Correo.objects.filter(proceso__in=[proceso, ""], reenvio=None).sin_entregar().order_by("-id")


def reenviable(pk: int) -> Correo | None:
    """El que no llegó y se puede mandar igual a otra dirección."""
    filas = Correo.objects.filter(pk=pk, secreto=False, reenvio=None).exclude(cuerpo="")
    return filas.sin_entregar().first()


def devuelto(para: str) -> Correo | None:
    """El último correo a esa dirección, si no llegó."""
    ultimo = Correo.objects.filter(para=para).exclude(estado="en_cola").order_by("-id").first()
    return ultimo if ultimo is not None and ultimo.estado in ("rebotado", "fallido") else None
