"""Lo que se le ha dicho a quien entró: lo mismo que su correo, leído o sin leer."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.avisos import consultas, operaciones
from conoceles.avisos.carta import casos
from conoceles.avisos.mensajes import texto
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas import husos
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import CAPTURAN, INSTITUCIONALES
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo
from conoceles.nucleo.pantallas import numero as numero_de

TODAS = (*CAPTURAN, *INSTITUCIONALES)
POR_PAGINA = 40


@vista("GET", para=TODAS)
def lista(request: HttpRequest, error: ErrorDeDominio | None = None) -> HttpResponse:
    """Del más nuevo al más antiguo; `?sin-leer` deja solo lo que falta."""
    suya, solo = cuenta(request), "sin-leer" in request.GET
    pagina = Paginator(consultas.listar(alcance(request), sin_leer=solo), POR_PAGINA).get_page(
        request.GET.get("pagina")
    )
    avisos = list(pagina)
    contexto = {
        "pagina": pagina,
        "avisos": [(texto(a.acto, suya.papel), c) for a, c in zip(avisos, casos(suya, avisos), strict=True)],
        "solo": solo,
        "ultimo": max((a.pk for a in avisos), default=0),
        "husos": [("", "El de la elección"), *husos.HUSOS.items()],
        "de_fuera": husos.de_fuera(),
        "huso": suya.huso,
        "en_huso": husos.nombre(husos.de_la_cuenta(suya, alcance(request).proceso), reloj.ahora()),
        "error": error,
    }
    return render(request, "avisos/lista.html", contexto, status=codigo(error))


@vista("GET", para=TODAS)
def uno(request: HttpRequest, numero: int) -> HttpResponse:
    """El aviso entero; abrirlo lo da por leído."""
    aviso = consultas.obtener(alcance(request), numero)
    operaciones.leer_uno(aviso=aviso, ahora=reloj.ahora())
    [caso] = casos(cuenta(request), [aviso])
    contexto = {
        "aviso": aviso,
        "caso": caso,
        "texto": texto(aviso.acto, cuenta(request).papel),
        "correo": aviso.mensaje.correo if aviso.mensaje else None,
    }
    return render(request, "avisos/uno.html", contexto)


@vista("POST", para=TODAS)
def leidos(request: HttpRequest) -> HttpResponse:
    """Da por leídos los que tenía a la vista y los anteriores; lo que llegó después sigue sin leer."""
    hasta = numero_de(request.POST.get("hasta", "")) or 0
    operaciones.leer(por=alcance(request), hasta=hasta, ahora=reloj.ahora())
    return redirect("avisos")


@vista("POST", para=TODAS)
def huso(request: HttpRequest) -> HttpResponse:
    """En qué huso se le dicen las horas, aquí y en su correo."""
    try:
        husos.elegir(cuenta=cuenta(request), huso=request.POST.get("huso", ""))
    except ErrorDeDominio as razon:
        request.method = "GET"
        return lista(request, razon)
    return redirect("avisos")
