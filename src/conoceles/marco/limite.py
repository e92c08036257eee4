"""El cuerpo de una solicitud no pasa de su máximo."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

MAXIMO_DE_SOLICITUD = 12_000_000  # octetos; una fotografía sin comprimir de teléfono cabe
MAXIMO_DE_PAQUETE = 36_000_000  # donde se sube más: cada pantalla pone, además, lo que admite de cada archivo
DE_PAQUETE = (
    "/herramientas/cargar/",
    "/herramientas/formatos/",
    "/revision/padron/",
    "/informes/entregables/",
    "/informes/ruta/documento/",
    "/difusion/adaptaciones/",
)


def limite_de_solicitud(
    siguiente: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Rechaza con 413 los cuerpos mayores que su máximo, antes de leerlos."""

    def atender(request: HttpRequest) -> HttpResponseBase:
        largo = request.META.get("CONTENT_LENGTH") or "0"
        mucho = any(parte in request.path_info for parte in DE_PAQUETE)  # la elección puede ir delante
        maximo = MAXIMO_DE_PAQUETE if mucho else MAXIMO_DE_SOLICITUD
        if not largo.isdigit() or int(largo) > maximo:
            return render(request, "413.html", status=413)
        return siguiente(request)

    return atender
