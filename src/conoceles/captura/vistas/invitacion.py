"""Invitar a la persona candidata a capturar por sí misma, y su aviso de que terminó."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from conoceles.captura.vistas.comun import Caso, de_candidatura
from conoceles.correo.consultas import devuelto
from conoceles.expediente.actos import invitaciones
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.nucleo.pantallas import codigo


@de_candidatura("GET", "POST", tras_aviso=False)
def invitacion(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Invitar, reenviar el enlace, retirar la invitación o descartar lo que quedó a medias."""
    if not caso.responde:
        raise Http404
    if request.method != "POST":
        return _pagina(request, caso)
    try:
        _hacer(request, caso)
    except Conflicto:
        raise
    except ErrorDeDominio as error:
        return _pagina(request, caso, error=error)
    return redirect("captura_invitacion", folio=caso.folio)


@de_candidatura("POST")
def lista(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """La persona avisa que terminó."""
    invitaciones.marcar_lista(candidatura=caso.candidatura, por=caso.alcance, ahora=reloj.ahora())
    return redirect("captura_tareas", folio=caso.folio)


def _hacer(request: HttpRequest, caso: Caso) -> None:
    acto, ahora = request.POST.get("acto", "invitar"), reloj.ahora()
    if acto == "retirar":
        if request.POST.get("confirmo_retirar") != "si":
            raise ErrorDeDominio(
                "Marque la casilla para confirmar que deja de capturar.", campo="confirmo_retirar"
            )
        invitaciones.retirar(candidatura=caso.candidatura, por=caso.alcance, ahora=ahora)
    elif acto == "liberar":
        if request.POST.get("confirmo") != "si":
            raise ErrorDeDominio(
                "Marque la casilla para confirmar que se borrará lo que ella llevaba.", campo="confirmo"
            )
        invitaciones.liberar(candidatura=caso.candidatura, por=caso.alcance, ahora=ahora)
    elif acto == "reenviar":
        invitaciones.reenviar(candidatura=caso.candidatura, por=caso.alcance, ahora=ahora)
    else:
        correo = request.POST.get("correo", "")
        invitaciones.invitar(candidatura=caso.candidatura, correo=correo, por=caso.alcance, ahora=ahora)


def _pagina(request: HttpRequest, caso: Caso, *, error: ErrorDeDominio | None = None) -> HttpResponseBase:
    vigente = invitaciones.vigente(caso.candidatura)
    contexto = {
        "caso": caso,
        "invitacion": vigente,
        "recibida": vigente is not None and vigente.recibida,
        "por_liberar": invitaciones.por_liberar(caso.candidatura),
        "devuelto": devuelto(vigente.cuenta.correo) if vigente else None,
        "correo": request.POST.get("correo", ""),
        "error": error,
    }
    return render(request, "captura/invitacion.html", contexto, status=codigo(error))
