"""Omisiones con su evidencia, y los expedientes para el área de lo contencioso."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.informes import expedientes
from conoceles.informes.comun import elegido, vista
from conoceles.nucleo import reloj
from conoceles.nucleo.pantallas import descarga


@vista("GET", para=ADMINISTRAN)
def inicio(request: HttpRequest) -> HttpResponse:
    """Quién no ha enviado con el plazo vencido."""
    proceso = elegido(request)
    tabla = expedientes.omisas(proceso.clave, alcance(request), reloj.ahora())
    return render(request, "informes/omisiones.html", {"proceso": proceso, "tabla": tabla})


@vista("POST", para=ADMINISTRAN)
def uno(request: HttpRequest, folio: str) -> HttpResponse:
    """El expediente de una candidatura; emitirlo deja su huella en la bitácora."""
    octetos = expedientes.emitir(
        proceso=elegido(request).clave, folio=folio, por=alcance(request), ahora=reloj.ahora()
    )
    return descarga(octetos, "application/pdf", f"expediente-{folio}.pdf")


@vista("POST", para=ADMINISTRAN)
def todos(request: HttpRequest) -> HttpResponse:
    """Todos los expedientes, con su índice."""
    proceso = elegido(request).clave
    octetos = expedientes.emitir_todos(proceso=proceso, por=alcance(request), ahora=reloj.ahora())
    return descarga(octetos, "application/zip", f"expedientes-de-omision-{proceso}.zip")
