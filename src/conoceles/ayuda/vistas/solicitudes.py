"""Pedir ayuda, leer lo pedido y contestarlo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.ayuda import consultas, operaciones
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import CAPTURAN, REVISAN
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo


@vista("GET", "POST", para=CAPTURAN)
def pedir(request: HttpRequest) -> HttpResponse:
    """Qué no se pudo hacer; la pantalla de la que viene se llena sola."""
    error = None
    escrito, pagina = request.POST.get("texto", ""), request.POST.get("pagina", request.GET.get("pagina", ""))
    if request.method == "POST":
        try:
            hecha = operaciones.pedir(texto=escrito, pagina=pagina, por=alcance(request), ahora=reloj.ahora())
            return redirect("ayuda_solicitud", numero=hecha.pk)
        except ErrorDeDominio as razon:
            error = razon
    contexto = {"texto": escrito, "pagina": pagina, "error": error}
    return render(request, "ayuda/pedir.html", contexto, status=codigo(error))


@vista("GET", "POST", para=(*CAPTURAN, *REVISAN))
def solicitud(request: HttpRequest, numero: int) -> HttpResponse:
    """Lo que se pidió y su respuesta; el instituto contesta aquí."""
    quien, error = alcance(request), None
    escrito = request.POST.get("texto", "")
    if request.method == "POST":
        try:
            operaciones.contestar(numero=numero, texto=escrito, por=quien, ahora=reloj.ahora())
            return redirect("ayuda_solicitud", numero=numero)
        except ErrorDeDominio as razon:
            error = razon
    contexto = {
        "s": consultas.solicitud(quien, numero),
        "contesta": cuenta(request).papel in REVISAN,
        "texto": escrito,
        "error": error,
    }
    return render(request, "ayuda/solicitud.html", contexto, status=codigo(error))
