"""Un correo que no llegó: leerlo y mandarlo igual a la dirección corregida."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas.alcances import alcance
from conoceles.correo.consultas import reenviable
from conoceles.correo.operaciones import reenviar
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo
from conoceles.revision.devueltos import CLASES


@vista("GET", "POST", para=ADMINISTRAN)
def correo(request: HttpRequest, numero: int) -> HttpResponse:
    """Lo que decía, por qué no llegó y a dónde mandarlo. El acceso de la cuenta se corrige aparte."""
    devuelto, error = reenviable(numero), None
    if devuelto is None:
        raise Http404
    if request.method == "POST":
        try:
            reenviar(
                correo=devuelto,
                para=request.POST.get("correo", ""),
                motivo=request.POST.get("motivo", ""),
                por=alcance(request),
                ahora=reloj.ahora(),
            )
            return redirect("revision_hoy")
        except ErrorDeDominio as falta:
            error = falta
    contexto = {
        "devuelto": devuelto,
        "que": CLASES.get(devuelto.clase, "Correo"),
        "para": request.POST.get("correo", ""),
        "motivo": request.POST.get("motivo", ""),
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "revision/correo.html", contexto, status=codigo(error))
