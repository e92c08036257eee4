"""El vínculo entre sus perfiles de dos elecciones: lo pide y lo retira la persona; lo reconoce administración."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas.models import Candidatura
from conoceles.derechos.vistas.comun import alcance, de_administracion, de_la_persona
from conoceles.identidad.permisos import acreditaciones, vinculos
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, numero


@de_la_persona("GET", "POST")
def de_ella(request: HttpRequest, fila: Candidatura) -> HttpResponse:
    """Los suyos, el formulario para pedir otro y cómo retirarlos."""
    error = None
    if request.method == "POST":
        try:
            _hacer(request, fila)
            return redirect("mis_datos_vinculos", folio=fila.folio)
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {
        "fila": fila,
        "vinculos": [(v, _la_otra(v, fila)) for v in vinculos.de_la_candidatura(fila)],
        "acreditada": acreditaciones.vigente(alcance(request), fila) is not None,
        "publico": fila.estado in vinculos.PUBLICOS,
        "escrito": request.POST,
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "derechos/vinculos.html", contexto, status=codigo(error))


@de_administracion("GET", "POST")
def por_reconocer(request: HttpRequest) -> HttpResponse:
    """Los pedidos: reconocer con la evidencia a la vista, o decir por qué no."""
    error, leer = None, request.POST.get
    if request.method == "POST":
        cual, referencia = numero(leer("numero", "")) or 0, leer("referencia", "")
        por, ahora = alcance(request), reloj.ahora()
        try:
            if leer("acto") == "negar":
                vinculos.negar(numero=cual, referencia=referencia, por=por, ahora=ahora)
            else:
                evidencia = leer("evidencia", "")
                vinculos.reconocer(
                    numero=cual, evidencia=evidencia, referencia=referencia, por=por, ahora=ahora
                )
            return redirect("derechos_vinculos")
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {
        "pedidos": vinculos.por_reconocer(alcance(request)),
        "publica": settings.URL_PUBLICA,
        "evidencias": list(vinculos.EVIDENCIAS.items()),
        "cual": numero(leer("numero", "")),
        "escrito": request.POST,
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "derechos/vinculos_por_reconocer.html", contexto, status=codigo(error))


def _hacer(request: HttpRequest, fila: Candidatura) -> None:
    leer, comunes = request.POST.get, {"candidatura": fila, "por": alcance(request), "ahora": reloj.ahora()}
    if leer("acto") == "retirar":
        vinculos.retirar(numero=numero(leer("numero", "")) or 0, **comunes)  # type: ignore[arg-type]
    elif leer("acto") == "pedir":
        vinculos.pedir(perfil=leer("perfil", ""), quiere=leer("quiere") == "si", **comunes)  # type: ignore[arg-type]
    else:
        raise NoEncontrado("No existe ese acto.")


def _la_otra(visto: vinculos.Visto, fila: Candidatura) -> Candidatura:
    return visto.hacia if visto.desde == fila else visto.desde
