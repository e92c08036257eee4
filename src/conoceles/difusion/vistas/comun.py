"""Lo común a las pantallas de difusión."""

from __future__ import annotations

from django.http import HttpRequest

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta
from conoceles.cuentas.models import REVISAN
from conoceles.difusion.calendario import calla
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.proceso import consultas as procesos
from conoceles.proceso.definicion import Definicion


def definicion(request: HttpRequest) -> Definicion:
    """La de la elección que ve. `NoEncontrado` si no hay ninguna."""
    vigente = procesos.elegida(alcance(request))
    if vigente is None:
        raise NoEncontrado("No hay una elección en curso.")
    return procesos.definicion(vigente.clave)


def contexto(request: HttpRequest, error: ErrorDeDominio | None, en: str) -> dict[str, object]:
    """Lo que lleva toda pantalla en que se anota. `en`: el formulario que se rechazó; lo escrito vuelve a él."""
    d = definicion(request)
    hoy = d.calendario.dia_local(reloj.ahora())
    return {
        "proceso": d,
        "hoy": hoy,
        "calla": calla(d, hoy),
        "anota": cuenta(request).papel in REVISAN,
        "error": error,
        "errores": por_campo(error),
        "en": en,
        "dicho": request.POST,
    }
