"""La estrategia en pantalla: cada acción con lo hecho, y los días con sus publicaciones, entregas y visitas."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.difusion.estrategia import acciones, diario
from conoceles.difusion.vistas.comun import contexto, definicion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, fecha

DIAS = 14  # los últimos que se enseñan; todos están en el informe


@vista("GET", para=INSTITUCIONALES)
def inicio(request: HttpRequest) -> HttpResponse:
    """Lo declarado y lo hecho."""
    return _pantalla(request)


def _pantalla(request: HttpRequest, error: ErrorDeDominio | None = None, en: str = "") -> HttpResponse:
    d = definicion(request)
    hoy = d.calendario.dia_local(reloj.ahora())
    propio = {"acciones": acciones.todas(d, hoy), "dias": diario.por_dia(d, hoy)[-DIAS:][::-1]}
    return render(
        request, "difusion/estrategia.html", contexto(request, error, en) | propio, status=codigo(error)
    )


@vista("POST", para=REVISAN)
def anotar(request: HttpRequest, clave: str) -> HttpResponse:
    """Un avance de una acción."""
    try:
        acciones.anotar(
            proceso=definicion(request).clave,
            clave=clave,
            fecha=fecha(request.POST.get("fecha", "")),
            texto=request.POST.get("texto", ""),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pantalla(request, error, clave)
    return redirect(f"{reverse('difusion_estrategia')}#accion-{clave}")
