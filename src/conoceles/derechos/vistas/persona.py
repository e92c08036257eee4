"""«Mis datos»: la persona ve lo que hay de ella, quién lo leyó, lo descarga y ejerce sus derechos."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas.models import Candidatura
from conoceles.curricular import consultas as curricular
from conoceles.derechos import consultas, operaciones, paquete
from conoceles.derechos.listas import ALCANCES, DERECHOS
from conoceles.derechos.plazos import Plazos
from conoceles.derechos.vistas.comun import alcance, de_la_persona
from conoceles.expediente.ajuste import dice
from conoceles.leyes import SinLey
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.proceso.preguntas.cuestionario import Respuestas


@de_la_persona("GET")
def mis_datos(request: HttpRequest, fila: Candidatura) -> HttpResponse:
    """Qué hay, quién lo leyó y en qué van sus solicitudes."""
    contexto = _comun(fila) | {
        "lecturas": consultas.lecturas(fila),
        "solicitudes": consultas.de_candidatura(fila, reloj.ahora()),
        "derechos": DERECHOS.items(),
        "enviada": curricular.vigente(fila) is not None,
    }
    return render(request, "derechos/mis_datos.html", contexto)


@de_la_persona("POST")
def descargar(request: HttpRequest, fila: Candidatura) -> HttpResponse:
    """Todo lo suyo, en un ZIP; queda constancia."""
    octetos = paquete.propio(candidatura=fila, por=alcance(request), ahora=reloj.ahora())
    return descarga(octetos, "application/zip", f"mis-datos-{fila.folio}.zip")


@de_la_persona("GET", "POST")
def ejercer(request: HttpRequest, fila: Candidatura, derecho: str) -> HttpResponse:
    """El formulario de un derecho, o su presentación."""
    if derecho not in DERECHOS:
        raise Http404
    if request.method != "POST":
        return _formulario(request, fila, derecho)
    try:
        operaciones.pedir(
            candidatura=fila, derecho=derecho, por=alcance(request), ahora=reloj.ahora(),
            **leer(request, fila, derecho),
        )  # fmt: skip
    except SinLey as falta:
        return _formulario(request, fila, derecho, ErrorDeDominio(_a_donde(falta, fila)))
    except ErrorDeDominio as error:
        return _formulario(request, fila, derecho, error)
    return redirect("mis_datos", folio=fila.folio)


class Pedido(TypedDict):
    """Lo escrito en el formulario de un derecho; lo que debe decir, solo de la rectificación."""

    alcance: str
    detalle: str
    debe_decir: NotRequired[Respuestas]
    de_identidad: NotRequired[Respuestas]


def leer(request: HttpRequest, fila: Candidatura, derecho: str) -> Pedido:
    """Lo escrito, como lo recibe `operaciones.pedir`."""
    leido: Pedido = {
        "alcance": request.POST.get("alcance", "") if derecho == "oposicion" else "",
        "detalle": request.POST.get("detalle", ""),
    }
    if derecho == "rectificacion":
        leido["debe_decir"] = dice.leer(fila, request.POST)
        leido["de_identidad"] = dice.leer_identidad(fila, request.POST)
    return leido


def formulario_de(
    request: HttpRequest, fila: Candidatura, derecho: str, error: ErrorDeDominio | None
) -> dict[str, object]:
    """Lo que pinta `derechos/_derecho.html`; la rectificación trae los campos solo si hay algo publicado."""
    errores = por_campo(error)
    contexto: dict[str, object] = {
        "derecho": derecho,
        "titulo": DERECHOS.get(derecho, ""),
        "alcances": ALCANCES.items(),
        "error": error,
        "errores": errores,
        "escrito": request.POST,
    }
    if derecho == "rectificacion" and curricular.vigente(fila) is not None:
        contexto |= dice.formulario(fila, request.POST if error else None, errores, por=alcance(request))
    return contexto


def _formulario(
    request: HttpRequest, fila: Candidatura, derecho: str, error: ErrorDeDominio | None = None
) -> HttpResponse:
    contexto = _comun(fila) | formulario_de(request, fila, derecho, error)
    return render(request, "derechos/ejercer.html", contexto, status=codigo(error))


def _comun(fila: Candidatura) -> dict[str, object]:
    definicion = fila.definicion
    return {
        "folio": fila.folio,
        "nombre": fila.nombre,
        "institucion": definicion.institucion,
        **_que_rige(fila),
    }


def _que_rige(fila: Candidatura) -> dict[str, object]:
    """Los plazos y su fundamento; o por qué hoy no se ofrecen, que no le impide leer lo suyo."""
    rigen = Plazos(fila.definicion, reloj.ahora())
    try:
        plazos = {"respuesta": rigen.respuesta, "efectiva": rigen.efectiva, "fundamento": rigen.fundamento}
    except SinLey as falta:
        return {"sin_ley": _a_donde(falta, fila)}
    return {"plazos": plazos}


def _a_donde(falta: SinLey, fila: Candidatura) -> str:
    """Quien pide no escribe leyes: se le dice qué falta y ante quién presentarla entre tanto."""
    ante = fila.definicion.institucion
    razon = f"{falta.razon[:1].upper()}{falta.razon[1:]}"
    return f"{razon}. Mientras la autoridad electoral la escribe, presente su solicitud ante {ante.unidad}, {ante.correo}."
