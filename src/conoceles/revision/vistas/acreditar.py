"""Acreditar que la persona abre su dirección: una por una, o a quienes firmaron una lista. Solo administración."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.identidad.permisos import acreditaciones
from conoceles.identidad.permisos.acreditaciones import EVIDENCIAS
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, numero
from conoceles.proceso import consultas as procesos

UNA = [(clave, frase) for clave, frase in EVIDENCIAS.items() if clave != "lista"]


@vista("GET", "POST", para=ADMINISTRAN)
def persona(request: HttpRequest, folio: str) -> HttpResponse:
    """Sus cuentas: acreditar una, con la dirección que dice la evidencia, o retirarla."""
    por, leer, error = alcance(request), request.POST.get, None
    fila = candidaturas.obtener(por, folio)
    if request.method == "POST":
        cuenta, referencia = numero(leer("cuenta", "")) or 0, leer("referencia", "")
        ahora = reloj.ahora()
        try:
            if leer("acto") == "retirar":
                acreditaciones.retirar(
                    candidatura=fila, cuenta=cuenta, referencia=referencia, por=por, ahora=ahora
                )
            else:
                acreditaciones.acreditar(
                    candidatura=fila,
                    cuenta=cuenta,
                    direccion=leer("direccion", ""),
                    evidencia=leer("evidencia", ""),
                    referencia=referencia,
                    por=por,
                    ahora=ahora,
                )
            return redirect("revision_acreditar", folio=folio)
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {
        "fila": fila,
        "cuentas": acreditaciones.cuentas(fila, por=por),
        "evidencias": UNA,
        "escrito": request.POST,
        "cual": numero(leer("cuenta", "")),
        "ancla": f"{numero(leer('cuenta', '')) or 0}-",
        "acto": leer("acto", ""),
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "revision/acreditar.html", contexto, status=codigo(error))


@vista("GET", "POST", para=ADMINISTRAN)
def lista(request: HttpRequest) -> HttpResponse:
    """Todas las cuentas de personas sin acreditar, con su dirección, para cotejarlas con la lista firmada."""
    por, error, hechas = alcance(request), None, 0
    if request.method == "POST":
        try:
            hechas = acreditaciones.acreditar_lista(
                marcadas=[_marcada(request, valor) for valor in request.POST.getlist("marcadas")],
                referencia=request.POST.get("referencia", ""), por=por, ahora=reloj.ahora(),
            )  # fmt: skip
        except ErrorDeDominio as fallo:
            error = fallo
    vigente = procesos.elegida(por)
    contexto = {
        "renglones": acreditaciones.por_acreditar(por, vigente.clave) if vigente else [],
        "marcadas": request.POST.getlist("marcadas") if error else [],
        "escrito": request.POST if error else {},
        "hechas": hechas,
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "revision/acreditar_lista.html", contexto, status=codigo(error))


def _marcada(request: HttpRequest, valor: str) -> tuple[Candidatura, int]:
    folio, _, cuenta = valor.partition(":")
    leida = numero(cuenta)
    if leida is None:
        raise Http404
    return candidaturas.obtener(alcance(request), folio), leida
