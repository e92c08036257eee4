"""La primera pantalla: cada quien, a lo suyo."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.consultas import listar
from conoceles.captura.lista import mis_candidaturas
from conoceles.captura.vistas.comun import Caso
from conoceles.captura.vistas.varias.formatos import SIN_SUBIR
from conoceles.cuentas.acceso import cuenta, publica
from conoceles.cuentas.models import Papel
from conoceles.identidad.permisos import formatos
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.proceso import consultas as proceso


@never_cache
@require_GET
def inicio(request: HttpRequest) -> HttpResponseBase:
    """Lista de quien captura; el personal de la autoridad electoral va a su revisión."""
    quien = cuenta(request)
    if quien.es_institucional:
        return redirect(reverse("inicio") + "revision/")
    if quien.papel == Papel.CANDIDATURA:
        return _suyas(request, alcance(request))
    grupo, busca = request.GET.get("grupo", ""), request.GET.get("q", "").strip()
    suyo = alcance(request)
    lista = mis_candidaturas(suyo, grupo=grupo, busca=busca, ahora=reloj.ahora())
    contexto = {"lista": lista, "grupo": grupo, "busca": busca, "sin_firma": _sin_firma(suyo)}
    return render(request, "captura/inicio.html", contexto)


def _sin_firma(suyo: Alcance) -> int:
    """Cuántas dijeron que sí a publicar y no tienen su formato firmado."""
    vigente = proceso.elegida(suyo)
    filas = [*listar(suyo, vigente.clave)] if vigente else []
    return sum(estado in SIN_SUBIR for estado in formatos.esperan_firma(filas, por=suyo).values())


def _suyas(request: HttpRequest, suyo: Alcance) -> HttpResponseBase:
    """A la persona candidata, la suya; si compite por dos cargos, cuáles son."""
    casos = [Caso(fila, suyo) for fila in listar(suyo)]
    if len(casos) == 1:
        return redirect("captura_tareas", folio=casos[0].folio)
    return render(request, "captura/suyas.html", {"casos": casos})


@publica
@require_GET
def salud(request: HttpRequest) -> HttpResponse:
    """El proceso responde. No dice nada más."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")
