"""Retirar el permiso de publicar las respuestas de identidad, en cualquier momento después de enviar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from conoceles.bitacora import consultas as bitacora
from conoceles.captura.vistas.comun import Caso, de_candidatura
from conoceles.expediente.models import Envio
from conoceles.identidad import consentimiento, consultas
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto


@de_candidatura("GET", "POST")
def revocar(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Se explica qué pasa, se confirma y queda constancia."""
    if not Envio.objects.filter(candidatura=caso.candidatura).exists():
        raise Conflicto("Todavía no se envía nada: cambie la respuesta en el consentimiento.")
    error = ""
    if request.method == "POST":
        if request.POST.get("confirmo") == "si":
            consentimiento.revocar(candidatura=caso.candidatura, por=caso.alcance, ahora=reloj.ahora())
            return redirect("captura_revocar", folio=caso.folio)
        error = "Marque la casilla para confirmar."
    constancias = bitacora.de_folio("identidad", caso.folio).filter(acto="consentimiento_revocado")
    contexto = {
        "caso": caso,
        "vigente": consultas.consiente_publicar(caso.candidatura, por=caso.alcance),
        "constancia": constancias.last(),
        "error": error,
    }
    return render(request, "captura/revocar.html", contexto, status=422 if error else 200)
