"""La pantalla «Hoy»."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import ADMINISTRAN, INSTITUCIONALES, SUPERVISAN
from conoceles.nucleo import reloj
from conoceles.nucleo.carpetas import carpetas
from conoceles.revision import asuntos as de_hoy
from conoceles.revision import comprobada
from conoceles.revision import hoy as consultas

GRUPOS = (("tarde", "Va tarde"), ("pronto", "Vence pronto"), ("espera", "Espera"))


@vista("GET", para=INSTITUCIONALES)
def hoy(request: HttpRequest) -> HttpResponse:
    """Lo que vence, lo que espera y lo que falta."""
    ahora, papel = reloj.ahora(), cuenta(request).papel
    h = consultas.hoy(alcance(request), ahora=ahora)
    asuntos, en_orden = (de_hoy.asuntos(h, papel), de_hoy.en_orden(h)) if h else ([], [])
    if papel in SUPERVISAN:
        asuntos += comprobada.sin_terminar(ahora) + comprobada.por_fuera(administra=papel in ADMINISTRAN)
    if papel in ADMINISTRAN:
        hecha = comprobada.ultima(ahora)
        asuntos += comprobada.asuntos(hecha, hace_falta=carpetas().modo == "produccion")
        en_orden += comprobada.en_orden(hecha)
    contexto = {"h": h, "asuntos": asuntos, "en_orden": en_orden, "grupos": GRUPOS}
    return render(request, "revision/hoy.html", contexto)
