"""Cerrar la elección, o deshacer el cierre: qué pasará, el acto que lo autoriza y la constancia."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.consultas import ultima
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.expediente.calendario import cierre as operaciones
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, fecha
from conoceles.proceso import consultas as proceso
from conoceles.proceso.definicion import Acuerdo


@vista("GET", "POST", para=ADMINISTRAN)
def cierre(request: HttpRequest) -> HttpResponse:
    """Mientras está abierta, la previsión y el formulario; ya cerrada, la constancia y cómo deshacerlo."""
    vigente = proceso.elegida(alcance(request))
    if vigente is None:
        raise Http404
    definicion, ahora, error = proceso.definicion(vigente.clave), reloj.ahora(), None
    if request.method == "POST":
        try:
            _hacer(request, vigente.clave)
            return redirect("revision_cierre")
        except ErrorDeDominio as falta:
            error = falta
    que = operaciones.situacion(definicion, ahora)
    contexto = {
        "eleccion": vigente,
        "que": que,
        "prevision": None if que.cierre else operaciones.prever(definicion, ahora),
        "impide": operaciones.impide_reabrir(que.cierre) if que.cierre else "",
        "constancia": ultima("default", Acto.PROCESO_CERRADO, vigente.clave) if que.cierre else None,
        "dicho": request.POST,
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "revision/cierre.html", contexto, status=codigo(error))


def _hacer(request: HttpRequest, clave: str) -> None:
    dicho = request.POST
    numero, organo = dicho.get("acuerdo", "").strip(), dicho.get("organo", "").strip()
    acto = {"cerrar": operaciones.cerrar, "reabrir": operaciones.reabrir}.get(dicho.get("acto", ""))
    if acto is None:
        raise Http404
    acto(
        proceso=clave,
        acuerdo=Acuerdo(numero[:120], fecha(dicho.get("fecha_acuerdo", "")), organo[:200]),
        confirmacion=dicho.get("confirmacion", ""),
        por=alcance(request),
        ahora=reloj.ahora(),
    )
