"""Hojas de estilo, letra y módulos: con huella en el nombre, el navegador los guarda para siempre."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from conoceles.cuentas.acceso import publica
from conoceles.marco.estatico import contenido
from conoceles.proceso import consultas


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


@publica
@require_GET
def emblema(request: HttpRequest) -> HttpResponse:
    """El emblema del instituto; 404 si la elección no lo declara."""
    svg = consultas.emblema(getattr(request, "eleccion", ""))
    if not svg:
        raise Http404
    respuesta = HttpResponse(svg, content_type="image/svg+xml")
    respuesta["Cache-Control"] = "public, max-age=86400"
    return respuesta
