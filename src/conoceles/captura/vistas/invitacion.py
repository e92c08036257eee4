"""Invitar a la persona candidata a capturar por sí misma, y su aviso de que terminó."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.captura import previas
from conoceles.captura.vistas.comun import Caso, de_candidatura
from conoceles.correo.consultas import devuelto
from conoceles.expediente.actos import invitaciones
from conoceles.marco.acuses import acuse, con_acuse
from conoceles.marco.confirmar import confirmar
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.nucleo.pantallas import codigo

PREVIAS = {"retirar": previas.retirar, "liberar": previas.liberar}  # lo demás se puede repetir


@de_candidatura("GET", "POST", tras_aviso=False)
def invitacion(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Invitar, reenviar el enlace, retirar la invitación o descartar lo que quedó a medias."""
    if not caso.responde:
        raise Http404
    if request.method != "POST":
        return _pagina(request, caso)
    volver = reverse("captura_invitacion", args=[caso.folio])
    try:
        if antes := PREVIAS.get(request.POST.get("acto", "")):
            previa = antes(caso.candidatura)
            pagina = confirmar(request, previa, volver=volver)
            if pagina is not None:
                return pagina
            _hacer(request, caso)
            return con_acuse(request, volver, previa.acto)
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
        invitaciones.retirar(candidatura=caso.candidatura, por=caso.alcance, ahora=ahora)
    elif acto == "liberar":
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
        "devuelto": devuelto(vigente.correo) if vigente else None,
        "correo": request.POST.get("correo", ""),
        "acuse": acuse(request),
        "error": error,
    }
    return render(request, "captura/invitacion.html", contexto, status=codigo(error))
