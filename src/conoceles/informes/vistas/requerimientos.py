"""Pantalla de los requerimientos a las áreas: los que esperan, con su término, y los atendidos."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.informes.comun import LEEN, decide, elegido, hoy, vista
from conoceles.informes.libro import requerimientos
from conoceles.informes.models import Requerimiento
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo
from conoceles.proceso import consultas as procesos

AL_PEDIR = ("area", "asunto", "texto", "oficio")


@vista("GET", para=LEEN)
def inicio(request: HttpRequest) -> HttpResponse:
    """Lo que espera respuesta primero, por su término."""
    return _inicio(request)


def _inicio(request: HttpRequest, error: ErrorDeDominio | None = None, en: str = "") -> HttpResponse:
    """`en`: «nuevo» o el número del que se rechazó; lo escrito vuelve a él."""
    proceso = elegido(request)
    hechos = Requerimiento.objects.filter(proceso=proceso).select_related("respuesta")
    filas = [(r, r.en_que_va(hoy(proceso))) for r in hechos]
    contexto = {
        "proceso": proceso,
        "esperan": [(r, estado) for r, estado in filas if not hasattr(r, "respuesta")],
        "atendidos": [(r, estado) for r, estado in reversed(filas) if hasattr(r, "respuesta")],
        "areas": [(a.nombre, a.nombre) for a in procesos.definicion(proceso.clave).seguimiento.areas],
        "decide": decide(request),
        "error": error,
        "en": en,
        "escrito": request.POST,
        "fallas": por_campo(error),
    }
    return render(request, "informes/requerimientos.html", contexto, status=codigo(error))


@vista("POST", para=ADMINISTRAN)
def requerir(request: HttpRequest) -> HttpResponse:
    """Asienta lo que se pide a un área."""
    try:
        requerimientos.requerir(
            proceso=elegido(request).clave,
            **{campo: request.POST.get(campo, "") for campo in AL_PEDIR},
            fecha=_fecha(request, "fecha"),
            vence=_fecha(request, "vence"),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _inicio(request, error, "nuevo")
    return redirect("informes_requerimientos")


@vista("POST", para=ADMINISTRAN)
def atender(request: HttpRequest, numero: int) -> HttpResponse:
    """Asienta cómo respondió el área."""
    requerimientos.uno(elegido(request).clave, numero)
    try:
        requerimientos.atender(
            proceso=elegido(request).clave,
            numero=numero,
            fecha=_fecha(request, "fecha"),
            texto=request.POST.get("texto", ""),
            constancia=request.POST.get("constancia", ""),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _inicio(request, error, str(numero))
    return redirect("informes_requerimientos")


def _fecha(request: HttpRequest, campo: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(campo, ""))
    except ValueError as error:
        que = "el término" if campo == "vence" else "la fecha"
        raise ErrorDeDominio(f"Escriba {que}: día, mes y año.", campo=campo) from error
