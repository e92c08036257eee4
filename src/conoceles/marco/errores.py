"""Páginas de error con su código; todas en español y con un camino de vuelta."""

from __future__ import annotations

import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.defaults import server_error

from conoceles.nucleo.almacen import AlmacenCaido
from conoceles.nucleo.archivos import ArchivoPerdido
from conoceles.nucleo.bases.otra_vez import aborto

REGISTRO = logging.getLogger("conoceles.archivos")


def formulario_vencido(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Falla de la protección CSRF: no se recibe nada y se dice cómo recuperar lo escrito."""
    return render(request, "privado/formulario_vencido.html", {"volver": request.path}, status=403)


def solicitud_mala(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, o 413 cuando lo enviado excede el límite."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def falla(request: HttpRequest) -> HttpResponse:
    """500; o 503, y qué hacer, si una base o el almacén de archivos no contestan, o si la base lo deshizo dos veces. Si se perdió un
    archivo, se dice.
    """
    error = sys.exc_info()[1]
    if estado := aborto(error):
        REGISTRO.error("La base deshizo lo que se pedía (%s).", estado)
        return _sin_datos("503_cruce.html", estado=estado)
    if isinstance(error, (OperationalError, InterfaceError)):
        return sin_bases(request)
    if isinstance(error, AlmacenCaido):
        REGISTRO.error("No se puede leer un archivo: %s", error)  # su mensaje es de aquí y no lleva la llave
        return _sin_datos("503_archivos.html")
    if isinstance(error, ArchivoPerdido):
        REGISTRO.error("Se pidió un archivo que ya no está: %s", error)
        return HttpResponse(render_to_string("500_archivo.html"), status=500)
    return server_error(request)


def sin_bases(request: HttpRequest) -> HttpResponse:
    """503. Sin los datos de quien pide: están en la base que no contesta."""
    return _sin_datos("503.html")


def _sin_datos(plantilla: str, **dicho: str) -> HttpResponse:
    return HttpResponse(render_to_string(plantilla, dicho), status=503, headers={"Retry-After": "30"})
