"""La cola y la validación de varias a la vez."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, numero
from conoceles.revision import apartados
from conoceles.revision import cola as consultas
from conoceles.revision.cola import Filtros
from conoceles.revision.consultas import como_quedo


@vista("GET", para=INSTITUCIONALES)
def cola(request: HttpRequest) -> HttpResponse:
    """Lo que espera revisión, con sus filtros."""
    filtros = _filtros(request)
    datos = consultas.cola(alcance(request), filtros, ahora=reloj.ahora())
    contexto = {
        "cola": datos,
        "filtros": filtros,
        "decide": cuenta(request).papel in REVISAN,
        "tras": como_quedo(alcance(request), request.GET.get("tras", "")),
    }
    return render(request, "revision/cola.html", contexto)


@vista("GET", "POST", para=REVISAN)
def lote(request: HttpRequest) -> HttpResponse:
    """Las que no tienen hallazgos observables: nada llega marcado, y se marca solo lo que se abrió."""
    error = None
    if request.method == "POST":
        try:
            return _validar(request)
        except ErrorDeDominio as falla:
            error = falla
    limpias = consultas.sin_observables(alcance(request), ahora=reloj.ahora())
    contexto = {
        "renglones": limpias,
        "marcados": request.POST.getlist("folio"),
        "error": error,
        "validadas": numero(request.GET.get("validadas", "")),
    }
    return render(request, "revision/lote.html", contexto, status=codigo(error))


def _validar(request: HttpRequest) -> HttpResponse:
    elegidas = [candidaturas.obtener(alcance(request), f) for f in request.POST.getlist("folio")]
    if not elegidas:
        raise ErrorDeDominio("Marque al menos una candidatura.")
    cuantas = apartados.validar_varias(candidaturas=elegidas, por=alcance(request), ahora=reloj.ahora())
    respuesta = redirect("revision_lote")
    respuesta["Location"] += f"?validadas={cuantas}"
    return respuesta


def _filtros(request: HttpRequest) -> Filtros:
    leer = request.GET.get
    return Filtros(
        grupo=leer("grupo", "por_revisar"),
        busca=leer("q", "").strip(),
        fuerza=leer("fuerza", ""),
        contienda=leer("contienda", ""),
        hallazgos=leer("hallazgos", ""),
        quien=leer("quien", ""),
    )
