"""Un expediente: leerlo, validarlo u observar varias secciones en un acto, y pasar al que sigue."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.expediente.actos import decisiones
from conoceles.expediente.actos.decisiones import Reparo
from conoceles.expediente.constancias import halladas
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo
from conoceles.revision import apartados, consultas
from conoceles.revision.sin_envio import sin_envio


@vista("GET", para=INSTITUCIONALES)
def expediente(request: HttpRequest, folio: str) -> HttpResponse:
    """Cada respuesta junto a lo que pide la regla y a lo que se halló en ella. A quien revisa se le aparta."""
    return _pagina(request, folio)


@vista("GET", para=INSTITUCIONALES)
def fotografia(request: HttpRequest, folio: str) -> HttpResponse:
    """La fotografía enviada; con `previa`, la del envío anterior."""
    por = alcance(request)
    leer = consultas.fotografia_previa if "previa" in request.GET else consultas.fotografia_enviada
    foto = leer(por, folio)
    if foto is None:
        raise Http404
    return HttpResponse(archivos.leer(foto.sha256), content_type=f"image/{foto.formato}")


@vista("POST", para=REVISAN)
def tomar(request: HttpRequest, folio: str) -> HttpResponse:
    """Empezar la revisión: quien responde la ve «en revisión»."""
    fila = candidaturas.obtener(alcance(request), folio)
    try:
        decisiones.tomar(candidatura=fila, por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, folio, error)
    return redirect("revision_expediente", folio=folio)


@vista("POST", para=REVISAN)
def validar(request: HttpRequest, folio: str) -> HttpResponse:
    """Validar lo enviado."""
    por = alcance(request)
    fila = candidaturas.obtener(por, folio)
    try:
        apartados.validar(candidatura=fila, por=por, ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, folio, error)
    return _seguir(request, fila, por)


@vista("POST", para=REVISAN)
def observar(request: HttpRequest, folio: str) -> HttpResponse:
    """Observar las secciones marcadas; si falta algo, se conserva lo escrito."""
    por = alcance(request)
    fila = candidaturas.obtener(por, folio)
    try:
        apartados.observar(candidatura=fila, reparos=_reparos(request), por=por, ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, folio, error)
    return _seguir(request, fila, por)


@vista("POST", para=REVISAN)
def soltar(request: HttpRequest, folio: str) -> HttpResponse:
    """Dejarlo sin decidir, para quien siga, y pasar al siguiente."""
    por = alcance(request)
    fila = candidaturas.obtener(por, folio)
    apartados.soltar(candidatura=fila, por=por, ahora=reloj.ahora())
    return _seguir(request, fila, por)


def _seguir(request: HttpRequest, fila: Candidatura, por: Alcance) -> HttpResponse:
    """A la que sigue si se pidió; si no queda otra, a la cola. Allí se dice cómo quedó esta."""
    if "siguiente" not in request.POST:
        return redirect("revision_expediente", folio=fila.folio)
    otra = apartados.siguiente(por, fila, reloj.ahora())
    destino = reverse("revision_expediente", args=[otra]) if otra else reverse("revision_cola")
    return redirect(f"{destino}?tras={fila.folio}")


def _reparos(request: HttpRequest) -> list[Reparo]:
    leer = request.POST.get
    return [
        Reparo(seccion, leer(f"motivo_{seccion}", ""), leer(f"texto_{seccion}", ""))
        for seccion in request.POST.getlist("secciones")
    ]


def _pagina(request: HttpRequest, folio: str, error: ErrorDeDominio | None = None) -> HttpResponse:
    por, ahora = alcance(request), reloj.ahora()
    datos = consultas.expediente(por, folio, ahora=ahora)
    if datos is None:
        contexto = {"e": sin_envio(por, folio), "alterada": halladas.de(folio)}
        return render(request, "revision/sin_envio.html", contexto)
    decide, ajeno = cuenta(request).papel in REVISAN and datos.por_decidir, None
    if decide:
        ajeno = apartados.abrir(candidatura=datos.candidatura, por=por, ahora=ahora)
    partes = {s.clave: s for s in consultas.reparables(datos, request.POST if error else None, error)}
    decide, no_se_observa = decide and ajeno is None, decisiones.por_que_no_se_observa(datos.candidatura)
    contexto = {
        "e": datos,
        "alterada": halladas.de(folio),
        "error": error,
        "partes": partes,
        "bloques": [(b, partes[b.clave]) for b in datos.bloques],
        "decide": decide,
        "observa": decide and not no_se_observa,
        "ajeno": apartados.frase(ajeno) if ajeno else "",
        "hay_otra": decide and bool(apartados.siguiente(por, datos.candidatura, ahora)),
        "tras": consultas.como_quedo(por, request.GET.get("tras", "")),
        "de_varias": request.GET.get("de") == "varias",
        "no_se_observa": no_se_observa,
        "sin_esto": decisiones.EN_LA_FOTOGRAFIA,
    }
    return render(request, "revision/expediente.html", contexto, status=codigo(error))
