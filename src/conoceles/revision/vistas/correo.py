"""Un correo que no llegó: leerlo y mandarlo igual a la dirección corregida."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.correo.consultas import reenviable
from conoceles.correo.operaciones import reenviar
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.revision.devueltos import CLASES
from conoceles.revision.vistas.comun import alcance, del_instituto


@del_instituto("GET", "POST", administran=True)
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
    return render(request, "revision/correo.html", contexto, status=422 if error else 200)
