"""Pedir el extracto para estudios: se entrega en la respuesta y no se guarda."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.identidad.totales.extracto import entregados, extraer
from conoceles.informes.comun import elegido, vista
from conoceles.informes.extracto import libro
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import XLSX, codigo, descarga


@vista("GET", "POST", para=ADMINISTRAN)
def extracto(request: HttpRequest) -> HttpResponse:
    """Quién lo ha pedido y para qué; y, con propósito y destinatario, el archivo."""
    proceso, error = elegido(request), None
    escrito = {campo: request.POST.get(campo, "") for campo in ("proposito", "destinatario")}
    if request.method == "POST":
        try:
            hecho = extraer(proceso=proceso.clave, por=alcance(request), ahora=reloj.ahora(), **escrito)
            return descarga(libro(hecho), XLSX, f"{hecho.numero}.xlsx")
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {"proceso": proceso, "entregados": entregados(proceso.clave), "error": error, **escrito}
    return render(request, "informes/extracto.html", contexto, status=codigo(error))
