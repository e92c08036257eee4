"""La pantalla «Hoy»."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.revision import asuntos as de_hoy
from conoceles.revision import comprobada
from conoceles.revision import hoy as consultas

GRUPOS = (("tarde", "Va tarde"), ("pronto", "Vence pronto"), ("espera", "Espera"))


@vista("GET", para=INSTITUCIONALES)
def hoy(request: HttpRequest) -> HttpResponse:
    """Lo que vence, lo que espera y lo que falta."""
    ahora = reloj.ahora()
    hecha = comprobada.ultima(ahora)
    h = consultas.hoy(alcance(request), ahora=ahora)
    contexto = {
        "h": h,
        "asuntos": de_hoy.asuntos(h, cuenta(request).papel) if h else [],
        "en_orden": de_hoy.en_orden(h) if h else [],
        "grupos": GRUPOS,
        "comprobada": hecha,
        "falta_comprobar": hecha is None and carpetas().modo == "produccion",
    }
    return render(request, "revision/hoy.html", contexto)
