"""La pantalla «Hoy»."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.revision import comprobada
from conoceles.revision import hoy as consultas


@vista("GET", para=INSTITUCIONALES)
def hoy(request: HttpRequest) -> HttpResponse:
    """Lo que vence, lo que espera y lo que falta."""
    ahora = reloj.ahora()
    hecha = comprobada.ultima(ahora)
    contexto = {
        "h": consultas.hoy(alcance(request), ahora=ahora),
        "decide": cuenta(request).papel in REVISAN,
        "comprobada": hecha,
        "falta_comprobar": hecha is None and carpetas().modo == "produccion",
    }
    return render(request, "revision/hoy.html", contexto)
