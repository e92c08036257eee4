"""Páginas de error con su código; todas en español y con un camino de vuelta."""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error


def formulario_vencido(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Falla de la protección CSRF: no se recibe nada y se dice cómo recuperar lo escrito."""
    return render(request, "privado/formulario_vencido.html", {"volver": request.path}, status=403)


def solicitud_mala(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, o 413 cuando lo enviado excede el límite."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def falla(request: HttpRequest) -> HttpResponse:
    """500; o 503 si lo que falló es una base que dejó de contestar, y entonces se dice qué hacer con lo escrito."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return sin_bases(request)
    return server_error(request)


def sin_bases(request: HttpRequest) -> HttpResponse:
    """503. Sin los datos de quien pide: están en la base que no contesta."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
