"""El cuerpo de una solicitud no pasa de su máximo."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

MAXIMO_DE_SOLICITUD = 12_000_000  # octetos; una fotografía sin comprimir de teléfono cabe
MAXIMO_DE_PAQUETE = 36_000_000  # una hoja y un paquete de fotografías
DE_PAQUETE = "/herramientas/cargar/"


def limite_de_solicitud(
    siguiente: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Rechaza con 413 los cuerpos mayores que su máximo, antes de leerlos."""

    def atender(request: HttpRequest) -> HttpResponseBase:
        largo = request.META.get("CONTENT_LENGTH") or "0"
        maximo = MAXIMO_DE_PAQUETE if request.path_info == DE_PAQUETE else MAXIMO_DE_SOLICITUD
        if not largo.isdigit() or int(largo) > maximo:
            return render(request, "413.html", status=413)
        return siguiente(request)

    return atender
