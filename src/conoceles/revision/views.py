"""Pantallas de quien revisa: la cola, el expediente, validar u observar."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance_de
from conoceles.cuentas.acceso import papeles
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.expediente import revision
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.revision import consultas

DECIDEN = (Papel.REVISION, Papel.ADMINISTRACION)
LEEN = (*DECIDEN, Papel.CONSULTA)


@papeles(*LEEN)
@never_cache
@require_GET
def cola(request: HttpRequest) -> HttpResponse:
    """Lo que espera revisión, con sus grupos."""
    grupo, busca = request.GET.get("grupo", "por_revisar"), request.GET.get("q", "").strip()
    datos = consultas.cola(_alcance(request), grupo=grupo, busca=busca)
    return render(
        request,
        "revision/cola.html",
        {"cola": datos, "busca": busca, "grupo": grupo, "administra": _administra(request)},
    )


@papeles(*LEEN)
@never_cache
@require_GET
def expediente(request: HttpRequest, folio: str) -> HttpResponse:
    """Un expediente: cada respuesta junto a lo que pide la regla."""
    return _pagina(request, folio)


@papeles(*LEEN)
@never_cache
@require_GET
def fotografia(request: HttpRequest, folio: str) -> HttpResponse:
    """La fotografía enviada."""
    try:
        foto = consultas.fotografia_enviada(_alcance(request), folio)
    except NoEncontrado as error:
        raise Http404 from error
    if foto is None:
        raise Http404
    return HttpResponse(archivos.leer(foto.sha256), content_type=f"image/{foto.formato}")


@papeles(*DECIDEN)
@require_POST
def validar(request: HttpRequest, folio: str) -> HttpResponse:
    """Validar lo enviado."""
    alcance = _alcance(request)
    try:
        fila = candidaturas.obtener(alcance, folio)
        revision.validar(candidatura=fila, por=alcance, ahora=reloj.ahora())
    except NoEncontrado as error:
        raise Http404 from error
    except ErrorDeDominio as error:
        return _pagina(request, folio, error=error, codigo=409)
    return redirect("revision_expediente", folio=folio)


@papeles(*DECIDEN)
@require_POST
def observar(request: HttpRequest, folio: str) -> HttpResponse:
    """Observar una sección; si falta algo, se conserva lo escrito."""
    alcance, escrito = _alcance(request), request.POST
    try:
        revision.observar(
            candidatura=candidaturas.obtener(alcance, folio),
            seccion=escrito.get("seccion", ""),
            motivo=escrito.get("motivo", ""),
            texto=escrito.get("texto", ""),
            por=alcance,
            ahora=reloj.ahora(),
        )
    except NoEncontrado as error:
        raise Http404 from error
    except ErrorDeDominio as error:
        return _pagina(request, folio, error=error, codigo=422 if error.campo else 409)
    return redirect("revision_expediente", folio=folio)


def _pagina(
    request: HttpRequest, folio: str, *, error: ErrorDeDominio | None = None, codigo: int = 200
) -> HttpResponse:
    try:
        datos = consultas.expediente(_alcance(request), folio)
    except NoEncontrado as falta:
        raise Http404 from falta
    if datos is None:
        raise Http404
    contexto = {
        "e": datos,
        "administra": _administra(request),
        "error": error,
        "escrito": {clave: request.POST.get(clave, "") for clave in ("seccion", "motivo", "texto")},
        "decide": cast(Cuenta, request.user).papel in DECIDEN and datos.por_decidir,
    }
    return render(request, "revision/expediente.html", contexto, status=codigo)


def _administra(request: HttpRequest) -> bool:
    return cast(Cuenta, request.user).papel == Papel.ADMINISTRACION


def _alcance(request: HttpRequest) -> Alcance:
    return alcance_de(cast(Cuenta, request.user))
