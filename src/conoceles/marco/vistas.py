"""Lo que toda pantalla pide: hojas de estilo y módulos, que el navegador guarda para siempre; y el acuse de un acto."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from conoceles.cuentas.acceso import cuenta, publica, vista
from conoceles.cuentas.models import Papel
from conoceles.marco import acuses
from conoceles.marco.estatico import comprimido, contenido
from conoceles.nucleo.pantallas import descarga
from conoceles.proceso import consultas

BASES = ("default", "identidad")


@publica
@require_GET
def estatico(request: HttpRequest, nombre: str) -> HttpResponse:
    """Un archivo estático por su nombre con huella; 404 si no existe."""
    archivo = contenido(nombre)
    if archivo is None:
        raise Http404
    octetos, tipo = archivo
    corto = comprimido(nombre) if "gzip" in request.headers.get("Accept-Encoding", "") else None
    respuesta = HttpResponse(corto or octetos, content_type=tipo)
    if corto:
        respuesta["Content-Encoding"] = "gzip"
    respuesta["Cache-Control"] = "public, max-age=31536000, immutable"
    respuesta["Vary"] = "Accept-Encoding"
    return respuesta


@vista("GET", para=Papel.values)
def acuse_en_pdf(request: HttpRequest, base: str, entrada: int) -> HttpResponse:
    """El acuse de lo que hizo quien entró; 404 si no es suyo."""
    if base not in BASES:
        raise Http404
    pdf = acuses.en_pdf(cuenta(request), base, entrada)
    return descarga(pdf, "application/pdf", f"acuse-de-acto-{entrada}.pdf")


@publica
@require_GET
def emblema(request: HttpRequest) -> HttpResponse:
    """El emblema del instituto; 404 si la elección no lo declara."""
    vista = consultas.definicion_o_vigente(getattr(request, "eleccion", ""))
    svg = vista.institucion.emblema if vista else ""
    if not svg:
        raise Http404
    respuesta = HttpResponse(svg, content_type="image/svg+xml")
    respuesta["Cache-Control"] = "public, max-age=86400"
    return respuesta
