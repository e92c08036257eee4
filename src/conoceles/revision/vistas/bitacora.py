"""La bitácora en pantalla, para la UTTAIP y la Comisión."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import SUPERVISAN
from conoceles.nucleo import pantallas
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo
from conoceles.proceso import consultas as procesos
from conoceles.revision import asientos

CAMPOS = ("acto", "folio", "quien", "desde", "hasta")


@vista("GET", para=SUPERVISAN)
def bitacora(request: HttpRequest) -> HttpResponse:
    """Lo más reciente primero, con sus filtros en la dirección; leerla no deja asiento."""
    escrito = {campo: request.GET.get(campo, "")[:200] for campo in CAMPOS}
    vigente = procesos.elegida(alcance(request))
    clave = vigente.clave if vigente else ""
    zona = procesos.definicion(clave).calendario.zona if clave else "UTC"
    error, pagina = None, None
    try:
        numero = pantallas.numero(request.GET.get("pagina", "")) or 1
        pagina = asientos.leer(alcance(request), clave, asientos.Filtro(**escrito), zona, numero)
    except ErrorDeDominio as razon:
        error = razon
    contexto = {
        "pagina": pagina,
        "actos": asientos.opciones(alcance(request)),
        "escrito": escrito,
        "filtro": urlencode({c: v for c, v in escrito.items() if v}),
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "revision/bitacora.html", contexto, status=codigo(error))
