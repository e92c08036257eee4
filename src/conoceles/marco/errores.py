"""Páginas de error con su código; todas en español y con un camino de vuelta."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def formulario_vencido(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Falla de la protección CSRF: no se recibe nada y se dice cómo recuperar lo escrito."""
    return render(request, "privado/formulario_vencido.html", {"volver": request.path}, status=403)


def solicitud_mala(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, o 413 cuando lo enviado excede el límite."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
