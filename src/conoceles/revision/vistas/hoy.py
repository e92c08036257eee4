"""La pantalla «Hoy»."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.nucleo import reloj
from conoceles.revision import hoy as consultas
from conoceles.revision.vistas.comun import alcance, decide, del_instituto


@del_instituto("GET")
def hoy(request: HttpRequest) -> HttpResponse:
    """Lo que vence, lo que espera y lo que falta."""
    datos = consultas.hoy(alcance(request), ahora=reloj.ahora())
    return render(request, "revision/hoy.html", {"h": datos, "decide": decide(request)})
