"""La ruta crítica en pantalla, los otros documentos que se informan y el paquete de cada entregable."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.informes import registros
from conoceles.informes.comun import LEEN, decide, elegido, hoy, vista
from conoceles.informes.libro import emitidos
from conoceles.informes.libro import paquete as de_paquete
from conoceles.informes.libro import ruta as de_ruta
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga


@vista("GET", para=LEEN)
def ruta(request: HttpRequest) -> HttpResponse:
    """Las actividades 11.1 a 11.20 con lo que las cumple."""
    return _ruta(request)


def _ruta(request: HttpRequest, error: ErrorDeDominio | None = None) -> HttpResponse:
    proceso = elegido(request)
    tramos = de_ruta.tramos(proceso.clave, hoy(proceso))
    contexto = {
        "proceso": proceso,
        "tramos": tramos,
        "saltadas": de_ruta.saltadas(tramos),
        "rutas": emitidos.RUTAS.items(),
        "decide": decide(request),
        "error": error,
        "dicho": request.POST,
        "errores": por_campo(error),
    }
    return render(request, "informes/ruta.html", contexto, status=codigo(error))


@vista("POST", para=ADMINISTRAN)
def agregar(request: HttpRequest) -> HttpResponse:
    """Otro documento, que desde aquí avanza como los entregables del plan."""
    subido = request.FILES.get("documento")
    octetos = subido.read(registros.MAXIMO_DOCUMENTO + 1) if isinstance(subido, UploadedFile) else b""
    try:
        hecho = emitidos.agregar(
            proceso=elegido(request).clave,
            ruta=request.POST.get("ruta", ""),
            asunto=request.POST.get("asunto", ""),
            area=request.POST.get("area", ""),
            fecha=_fecha(request.POST.get("fecha", "")),
            vista_ine=request.POST.get("vista_ine") == "si",
            documento=octetos,
            nombre=(subido.name or "") if isinstance(subido, UploadedFile) else "",
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _ruta(request, error)
    return redirect(f"{reverse('informes_entregables')}#entregable-{hecho.numero}")


@vista("GET", para=LEEN)
def paquete(request: HttpRequest, numero: int) -> HttpResponse:
    """Lo que se remite por SIVOPLE, con índice y huellas."""
    proceso = elegido(request)
    octetos = de_paquete.paquete(proceso.clave, numero, hoy(proceso))
    return descarga(octetos, "application/zip", f"entregable-{numero}-{proceso.clave}.zip")


def _fecha(escrita: str) -> date:
    try:
        return date.fromisoformat(escrita)
    except ValueError as error:
        raise ErrorDeDominio("Escriba la fecha: día, mes y año.", campo="fecha") from error
