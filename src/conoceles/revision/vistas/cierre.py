"""Cerrar la elección, o deshacer el cierre: qué pasará, el acto que lo autoriza y la constancia."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import ultima
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.expediente.calendario import cierre as operaciones
from conoceles.marco.acuses import acuse, con_acuse
from conoceles.marco.confirmar import confirmar
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, fecha
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Acuerdo, Definicion
from conoceles.revision import previas


@vista("GET", "POST", para=ADMINISTRAN)
def cierre(request: HttpRequest) -> HttpResponse:
    """Mientras está abierta, la previsión y el formulario; ya cerrada, la constancia y cómo deshacerlo."""
    vigente = proceso.elegida(alcance(request))
    if vigente is None:
        raise Http404
    definicion, ahora, error = proceso.definicion(vigente.clave), reloj.ahora(), None
    if request.method == "POST":
        try:
            return _hacer(request, definicion, ahora)
        except ErrorDeDominio as falta:
            error = falta
    que = operaciones.situacion(definicion, ahora)
    contexto = {
        "eleccion": vigente,
        "que": que,
        "prevision": None if que.cierre else previas.cerrar(definicion, ahora),
        "impide": operaciones.impide_reabrir(que.cierre) if que.cierre else "",
        "constancia": ultima("default", Acto.PROCESO_CERRADO, vigente.clave) if que.cierre else None,
        "dicho": request.POST,
        "acuse": acuse(request),
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "revision/cierre.html", contexto, status=codigo(error))


def _hacer(request: HttpRequest, definicion: Definicion, ahora: datetime) -> HttpResponse:
    """Lo que rechazaría el acto, antes de enseñar qué pasará; y el acto, solo confirmado."""
    acuerdo, por, volver = _acuerdo(request), alcance(request), reverse("revision_cierre")
    cual = request.POST.get("acto", "")
    if cual == "cerrar":
        operaciones.exigir_cerrable(definicion.clave, acuerdo, por=por, ahora=ahora)
        previa, acto = previas.cerrar(definicion, ahora), operaciones.cerrar
    elif cual == "reabrir":
        previa, acto = previas.reabrir(definicion, acuerdo, por=por), operaciones.reabrir
    else:
        raise Http404
    if pagina := confirmar(request, previa, volver=volver):
        return pagina
    acto(proceso=definicion.clave, acuerdo=acuerdo, por=por, ahora=ahora)
    return con_acuse(request, volver, previa.acto)


def _acuerdo(request: HttpRequest) -> Acuerdo:
    dicho = request.POST
    numero, organo = dicho.get("acuerdo", "").strip(), dicho.get("organo", "").strip()
    return Acuerdo(numero[:120], fecha(dicho.get("fecha_acuerdo", "")), organo[:200])
