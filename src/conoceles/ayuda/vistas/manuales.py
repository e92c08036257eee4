"""La entrada a la ayuda y los manuales."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.ayuda import consultas, manuales
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import CAPTURAN, REVISAN, Papel
from conoceles.proceso import consultas as procesos


@vista("GET", para=Papel)
def indice(request: HttpRequest) -> HttpResponse:
    """Los manuales de quien entró y las solicitudes de ayuda: las suyas, o todas para quien contesta."""
    papel, vigente = cuenta(request).papel, procesos.elegida(alcance(request))
    contesta = papel in REVISAN
    visibles = vigente is not None and (contesta or papel in CAPTURAN)
    contexto = {
        "manuales": manuales.de_papel(papel),
        "solicitudes": consultas.solicitudes(alcance(request), vigente.clave) if vigente and visibles else (),
        "visibles": visibles,
        "pide": papel in CAPTURAN,
        "contesta": contesta,
    }
    return render(request, "ayuda/indice.html", contexto)


@vista("GET", para=Papel)
def manual(request: HttpRequest, manual: str) -> HttpResponse:
    """Un manual entero, con su índice."""
    leido = manuales.leer(manual, cuenta(request).papel)
    return render(request, "ayuda/manual.html", {"m": leido, "pide": cuenta(request).papel in CAPTURAN})


@vista("GET", para=Papel)
def imagen(request: HttpRequest, manual: str, imagen: str) -> HttpResponse:
    """Una imagen de un manual."""
    ruta = manuales.imagen(manual, cuenta(request).papel, imagen)
    return HttpResponse(ruta.read_bytes(), content_type="image/png")
