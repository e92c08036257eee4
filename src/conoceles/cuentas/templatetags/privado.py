"""Etiquetas que comparten las pantallas privadas."""

from django import template
from django.urls import reverse

from conoceles.cuentas.estaticos import direccion

register = template.Library()


@register.simple_tag
def estatico(nombre: str) -> str:
    """Dirección de un archivo estático, con huella para que el navegador lo guarde sin preguntar."""
    return reverse("estatico", args=[direccion(nombre)])
