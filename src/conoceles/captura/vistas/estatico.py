"""Hojas de estilo, letra y módulos: con huella en el nombre, el navegador los guarda para siempre."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from conoceles.cuentas.acceso import publica
from conoceles.cuentas.estaticos import contenido


@publica
@require_GET
def estatico(request: HttpRequest, nombre: str) -> HttpResponse:
    """Un archivo estático por su nombre con huella; 404 si no existe."""
    archivo = contenido(nombre)
    if archivo is None:
        raise Http404
    octetos, tipo = archivo
    respuesta = HttpResponse(octetos, content_type=tipo)
    respuesta["Cache-Control"] = "public, max-age=31536000, immutable"
    return respuesta
