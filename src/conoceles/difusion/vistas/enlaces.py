"""Los portales que deben llevar al sitio, y su comprobación cuando alguien la pide (plan §13, I y II)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN, SUPERVISAN
from conoceles.difusion import segunda
from conoceles.difusion.enlaces import comprobar as de_comprobar
from conoceles.difusion.vistas.comun import definicion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo


@vista("GET", para=INSTITUCIONALES)
def inicio(request: HttpRequest) -> HttpResponse:
    """La dirección, cómo ponerla, y qué contestó cada portal la última vez."""
    return _pantalla(request)


def _pantalla(request: HttpRequest, error: ErrorDeDominio | None = None) -> HttpResponse:
    d = definicion(request)
    contexto = {
        "proceso": d,
        "publica": segunda.url_publica(d.clave),
        "portales": de_comprobar.ultimas(d.clave),
        "comprueba": cuenta(request).papel in REVISAN,
        "informa": cuenta(request).papel in SUPERVISAN,
        "error": error,
    }
    return render(request, "difusion/enlaces.html", contexto, status=codigo(error))


@vista("POST", para=REVISAN)
def comprobar(request: HttpRequest) -> HttpResponse:
    """Pide ahora cada página declarada. Sin «pedir», no sale ninguna petición."""
    try:
        if request.POST.get("pedir") != "si":
            raise ErrorDeDominio(
                "Marque que quiere pedir ahora esas páginas: no se pidió nada.", campo="pedir"
            )
        de_comprobar.comprobar(proceso=definicion(request).clave, por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pantalla(request, error)
    return redirect("difusion_enlaces")
