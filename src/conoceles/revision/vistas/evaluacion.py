"""Análisis cualitativo: avance, leer una candidatura, resolver un desacuerdo y concluir."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.evaluacion import operaciones
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.nucleo.pantallas import codigo
from conoceles.proceso import consultas as proceso
from conoceles.revision import evaluacion as consultas


@vista("GET", para=INSTITUCIONALES)
def inicio(request: HttpRequest) -> HttpResponse:
    """Cuánto se ha leído, con qué concordancia, y lo que toca a quien entra."""
    return _inicio(request)


@vista("POST", para=REVISAN)
def siguiente(request: HttpRequest) -> HttpResponse:
    """Toma la siguiente lectura y la abre."""
    try:
        fila = operaciones.tomar(proceso=_vigente(request), por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _inicio(request, error)
    return redirect("revision_lectura", folio=fila.candidatura.folio)


@vista("POST", para=REVISAN)
def concluir(request: HttpRequest) -> HttpResponse:
    """Concluye la evaluación de la elección."""
    try:
        operaciones.concluir(proceso=_vigente(request), por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _inicio(request, error)
    return redirect("revision_evaluacion")


def _inicio(request: HttpRequest, error: ErrorDeDominio | None = None) -> HttpResponse:
    contexto = {
        "i": consultas.inicio(alcance(request)),
        "decide": cuenta(request).papel in REVISAN,
        "error": error,
    }
    return render(request, "revision/evaluacion.html", contexto, status=codigo(error))


def _vigente(request: HttpRequest) -> str:
    vigente = proceso.elegida(alcance(request))
    if vigente is None:
        raise NoEncontrado("No hay una elección abierta.")
    return vigente.clave


@vista("GET", "POST", para=REVISAN)
def lectura(request: HttpRequest, folio: str) -> HttpResponse:
    """Marcar cada variable; se puede guardar a medias y, completa, cerrar."""
    error, dichas = None, _marcas(request) if request.method == "POST" else None
    hoy = _hoy(request, folio)
    if dichas is not None:
        actual = consultas.lectura(alcance(request), folio, hoy)
        cerrar = request.POST.get("hacer") == "cerrar"
        try:
            operaciones.guardar(
                evaluacion=actual.evaluacion,
                marcas=dichas,
                cerrar=cerrar,
                por=alcance(request),
                ahora=reloj.ahora(),
            )
            return redirect("revision_evaluacion")
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {"l": consultas.lectura(alcance(request), folio, hoy, dichas), "error": error}
    return render(request, "revision/lectura.html", contexto, status=codigo(error))


@vista("GET", "POST", para=REVISAN)
def desacuerdo(request: HttpRequest, folio: str) -> HttpResponse:
    """Lo que dos lecturas marcaron distinto, y cómo queda."""
    error, dichas = None, _marcas(request) if request.method == "POST" else None
    if dichas is not None:
        try:
            return _resuelto(request, folio, dichas)
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {"d": consultas.desacuerdo(alcance(request), folio, dichas), "error": error}
    return render(request, "revision/desacuerdo.html", contexto, status=codigo(error))


def _resuelto(request: HttpRequest, folio: str, dichas: dict[str, bool]) -> HttpResponse:
    """Quien leyó propone; quien no, decide."""
    resolver = operaciones.proponer if request.POST.get("forma") == "acuerdo" else operaciones.decidir
    candidatura = candidaturas.obtener(alcance(request), folio)
    hecho = resolver(candidatura=candidatura, marcas=dichas, por=alcance(request), ahora=reloj.ahora())
    return redirect("revision_evaluacion") if hecho else redirect("revision_desacuerdo", folio=folio)


def _marcas(request: HttpRequest) -> dict[str, bool]:
    """`m_historia.informa=si` → marca; lo demás del formulario no cuenta."""
    return {
        clave.removeprefix("m_"): valor == "si"
        for clave, valor in request.POST.items()
        if clave.startswith("m_") and valor in ("si", "no")
    }


def _hoy(request: HttpRequest, folio: str) -> date:
    fila = candidaturas.obtener(alcance(request), folio)
    return fila.definicion.calendario.dia_local(reloj.ahora())
