"""Un expediente: leerlo, validarlo u observar varias secciones en un acto."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas import consultas as candidaturas
from conoceles.expediente import revision
from conoceles.expediente.revision import Reparo
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.revision import consultas
from conoceles.revision.sin_envio import sin_envio
from conoceles.revision.vistas.comun import alcance, decide, del_instituto


@del_instituto("GET")
def expediente(request: HttpRequest, folio: str) -> HttpResponse:
    """Cada respuesta junto a lo que pide la regla y a lo que se halló en ella."""
    return _pagina(request, folio)


@del_instituto("GET")
def fotografia(request: HttpRequest, folio: str) -> HttpResponse:
    """La fotografía enviada."""
    foto = consultas.fotografia_enviada(alcance(request), folio)
    if foto is None:
        raise Http404
    return HttpResponse(archivos.leer(foto.sha256), content_type=f"image/{foto.formato}")


@del_instituto("POST", deciden=True)
def tomar(request: HttpRequest, folio: str) -> HttpResponse:
    """Empezar la revisión: desde aquí se sabe quién la tiene."""
    fila = candidaturas.obtener(alcance(request), folio)
    try:
        revision.tomar(candidatura=fila, por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, folio, error=error, codigo=409)
    return redirect("revision_expediente", folio=folio)


@del_instituto("POST", deciden=True)
def validar(request: HttpRequest, folio: str) -> HttpResponse:
    """Validar lo enviado."""
    fila = candidaturas.obtener(alcance(request), folio)
    try:
        revision.validar(candidatura=fila, por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, folio, error=error, codigo=409)
    return redirect("revision_expediente", folio=folio)


@del_instituto("POST", deciden=True)
def observar(request: HttpRequest, folio: str) -> HttpResponse:
    """Observar las secciones marcadas; si falta algo, se conserva lo escrito."""
    fila = candidaturas.obtener(alcance(request), folio)
    try:
        revision.observar_secciones(
            candidatura=fila, reparos=_reparos(request), por=alcance(request), ahora=reloj.ahora()
        )
    except ErrorDeDominio as error:
        return _pagina(request, folio, error=error, codigo=422 if error.campo else 409)
    return redirect("revision_expediente", folio=folio)


def _reparos(request: HttpRequest) -> list[Reparo]:
    leer = request.POST.get
    return [
        Reparo(seccion, leer(f"motivo_{seccion}", ""), leer(f"texto_{seccion}", ""))
        for seccion in request.POST.getlist("secciones")
    ]


def _pagina(
    request: HttpRequest, folio: str, *, error: ErrorDeDominio | None = None, codigo: int = 200
) -> HttpResponse:
    datos = consultas.expediente(alcance(request), folio, ahora=reloj.ahora())
    if datos is None:
        return render(request, "revision/sin_envio.html", {"e": sin_envio(alcance(request), folio)})
    contexto = {
        "e": datos,
        "error": error,
        "reparables": consultas.reparables(datos, request.POST if error else None, error),
        "decide": decide(request) and datos.por_decidir,
        "no_se_observa": revision.por_que_no_se_observa(datos.candidatura),
        "sin_esto": revision.EN_LA_FOTOGRAFIA,
    }
    return render(request, "revision/expediente.html", contexto, status=codigo)
