"""Etiquetas que comparten las pantallas privadas."""

from django import template
from django.urls import reverse

from conoceles.cuentas.estaticos import direccion

register = template.Library()


@register.simple_tag
def estatico(nombre: str) -> str:
    """Dirección de un archivo estático, con huella para que el navegador lo guarde sin preguntar."""
    return reverse("estatico", args=[direccion(nombre)])


TONOS = {
    "completa": "ok",
    "enviada": "ok",
    "validada": "ok",
    "publicada": "ok",
    "ajustada": "ok",
    "cerrada": "ok",
    "en_proceso": "acento",
    "en_captura": "acento",
    "en_revision": "acento",
    "observada": "aviso",
    "omisa": "peligro",
    "enviado": "ok",
    "rebotado": "peligro",
    "fallido": "peligro",
}


@register.filter
def tono(estado: str) -> str:
    """Clase de `etiqueta` que corresponde a un estado; lo no empezado queda «pendiente»."""
    return f"etiqueta etiqueta--{TONOS.get(estado, 'pendiente')}"
