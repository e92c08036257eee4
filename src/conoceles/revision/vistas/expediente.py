"""Un expediente: leerlo, validarlo u observar varias secciones en un acto."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.expediente.actos import decisiones
from conoceles.expediente.actos.decisiones import Reparo
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo
from conoceles.revision import consultas
from conoceles.revision.sin_envio import sin_envio


@vista("GET", para=INSTITUCIONALES)
def expediente(request: HttpRequest, folio: str) -> HttpResponse:
    """Cada respuesta junto a lo que pide la regla y a lo que se halló en ella."""
    return _pagina(request, folio)


@vista("GET", para=INSTITUCIONALES)
def fotografia(request: HttpRequest, folio: str) -> HttpResponse:
    """La fotografía enviada."""
    foto = consultas.fotografia_enviada(alcance(request), folio)
    if foto is None:
        raise Http404
    return HttpResponse(archivos.leer(foto.sha256), content_type=f"image/{foto.formato}")


@vista("POST", para=REVISAN)
def tomar(request: HttpRequest, folio: str) -> HttpResponse:
    """Empezar la revisión: desde aquí se sabe quién la tiene."""
    fila = candidaturas.obtener(alcance(request), folio)
    try:
        decisiones.tomar(candidatura=fila, por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, folio, error)
    return redirect("revision_expediente", folio=folio)


@vista("POST", para=REVISAN)
def validar(request: HttpRequest, folio: str) -> HttpResponse:
    """Validar lo enviado."""
    fila = candidaturas.obtener(alcance(request), folio)
    try:
        decisiones.validar(candidatura=fila, por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, folio, error)
    return redirect("revision_expediente", folio=folio)


@vista("POST", para=REVISAN)
def observar(request: HttpRequest, folio: str) -> HttpResponse:
    """Observar las secciones marcadas; si falta algo, se conserva lo escrito."""
    fila = candidaturas.obtener(alcance(request), folio)
    try:
        decisiones.observar_secciones(
            candidatura=fila, reparos=_reparos(request), por=alcance(request), ahora=reloj.ahora()
        )
    except ErrorDeDominio as error:
        return _pagina(request, folio, error)
    return redirect("revision_expediente", folio=folio)


def _reparos(request: HttpRequest) -> list[Reparo]:
    leer = request.POST.get
    return [
        Reparo(seccion, leer(f"motivo_{seccion}", ""), leer(f"texto_{seccion}", ""))
        for seccion in request.POST.getlist("secciones")
    ]


def _pagina(request: HttpRequest, folio: str, error: ErrorDeDominio | None = None) -> HttpResponse:
    datos = consultas.expediente(alcance(request), folio, ahora=reloj.ahora())
    if datos is None:
        return render(request, "revision/sin_envio.html", {"e": sin_envio(alcance(request), folio)})
    contexto = {
        "e": datos,
        "error": error,
        "reparables": consultas.reparables(datos, request.POST if error else None, error),
        "decide": cuenta(request).papel in REVISAN and datos.por_decidir,
        "no_se_observa": decisiones.por_que_no_se_observa(datos.candidatura),
        "sin_esto": decisiones.EN_LA_FOTOGRAFIA,
    }
    return render(request, "revision/expediente.html", contexto, status=codigo(error))
