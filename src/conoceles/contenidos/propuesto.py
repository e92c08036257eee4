"""Lo propuesto de la elección: lo lee y lo aprueba, o lo descarta, otra persona que administra."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.alcances import alcance
from conoceles.contenidos.consecuencias import NADIE, consecuencias
from conoceles.contenidos.vistas import de_administracion
from conoceles.marco.acuses import con_acuse
from conoceles.marco.confirmar import Previa, falta
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo
from conoceles.proceso import operaciones
from conoceles.proceso.contenido import espera
from conoceles.proceso.contenido.lineas import resumir
from conoceles.proceso.contenido.materias import de_json
from conoceles.proceso.contenido.propuestas import Diferencia
from conoceles.proceso.models import CambioPropuesto, Proceso


@de_administracion("GET", "POST")
def propuesto(request: HttpRequest, proceso: Proceso) -> HttpResponse:
    """Las mismas palabras y los mismos efectos que leyó quien lo propuso; con `descartar`, no se hará."""
    cambio = espera.pendiente(proceso.clave)
    if cambio is None:
        raise Http404
    if "descartar" in request.POST:
        espera.descartar(cambio, por=alcance(request), ahora=reloj.ahora())
        return redirect("contenidos")
    try:
        diferencia = operaciones.que_propone(cambio)
    except ErrorDeDominio as vencido:  # ya no haría lo mismo: se lee por qué, y solo se descarta
        return _pagina(request, cambio, None, vencido)
    previa = _previa(diferencia)
    error = falta(request, previa) if request.method == "POST" else None
    if request.method == "GET" or error:
        return _pagina(request, cambio, previa, error, [linea.frase for linea in diferencia.lineas])
    operaciones.aprobar(cambio=cambio, por=alcance(request), ahora=reloj.ahora())
    return con_acuse(request, reverse("contenidos_historia"), Acto.DEFINICION_ENMENDADA)


def _pagina(
    request: HttpRequest,
    cambio: CambioPropuesto,
    previa: Previa | None,
    error: ErrorDeDominio | None,
    todas: Sequence[str] = (),
) -> HttpResponse:
    contexto = {
        "cambio": cambio,
        "suyo": cambio.por == alcance(request).actor,
        "citados": de_json(cambio.citados),
        "previa": previa,
        "error": error,
        "todas": todas,
    }
    return render(request, "contenidos/propuesto.html", contexto, status=codigo(error))


def _previa(diferencia: Diferencia) -> Previa:
    efectos = consecuencias(diferencia.vigente, diferencia.nueva, reloj.ahora()) or [NADIE]
    return Previa(
        titulo="Un cambio de la elección, por aprobar",
        boton="Aprobar y poner en vigor",
        acto=Acto.DEFINICION_ENMENDADA,
        pasa=(*efectos, *resumir(diferencia.lineas)),
        no_se_deshace=(
            "Otro cambio, con otro acto, puede devolverlo; los dos quedan en la historia.",
            "Lo que el calendario haga mientras rige (abrir, dejar omisa, bloquear, suprimir) no se deshace.",
        ),
    )
