"""Las adaptaciones en pantalla: bajar la hoja para quien adapta, subir la que devuelve y la voz de una persona."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.difusion.adaptaciones import publicado, recibir, vigentes
from conoceles.difusion.adaptaciones.clases import clases
from conoceles.difusion.adaptaciones.hoja import MAXIMO
from conoceles.difusion.vistas.comun import contexto, definicion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.nucleo.recibidos import hijos


@vista("GET", para=INSTITUCIONALES)
def inicio(request: HttpRequest) -> HttpResponse:
    """De cada clase, cuánto falta."""
    return _pantalla(request)


def _pantalla(request: HttpRequest, error: ErrorDeDominio | None = None, en: str = "") -> HttpResponse:
    """`en`: la clase cuya hoja se rechazó, o «voz»."""
    d = definicion(request)
    originales, guardadas = publicado.originales(d.clave, reloj.ahora()), vigentes.ultimas(d.clave)
    propio = {
        "clases": [
            (clase, [a for _, a in vigentes.de_perfil(guardadas, clase.clave, originales)])
            for clase in clases(d).values()
        ],
        "respuestas": len(originales),
        "grabadas": publicado.grabadas(d.clave),
        "falla_de_voz": por_campo(error).get("archivo") if en == "voz" else None,
    }
    return render(
        request, "difusion/adaptaciones.html", contexto(request, error, en) | propio, status=codigo(error)
    )


@vista("GET", para=INSTITUCIONALES)
def hoja(request: HttpRequest, clase: str) -> HttpResponse:
    """Lo publicado, con lo ya hecho. 404 si la elección no declara esa clase."""
    d = definicion(request)
    hecha = vigentes.hoja(d, clase, publicado.originales(d.clave, reloj.ahora()))
    return descarga(hecha.octetos, "text/csv; charset=utf-8", f"adaptar-{clase}-{d.clave}.csv")


@vista("POST", para=REVISAN)
def recibir_hoja(request: HttpRequest, clase: str) -> HttpResponse:
    """Todo o nada: la primera falta se dice con su renglón."""
    d, ahora = definicion(request), reloj.ahora()
    if clase not in clases(d):
        raise NoEncontrado("Esa elección no declara esa adaptación.")
    try:
        with hijos.larga():
            recibir.recibir_hoja(
                definicion=d,
                clase=clase,
                octetos=_subido(request, MAXIMO),
                originales=publicado.originales(d.clave, ahora),
                por=alcance(request),
                ahora=ahora,
            )
    except ErrorDeDominio as error:
        return _pantalla(request, error, clase)
    return redirect(f"{reverse('difusion_adaptaciones')}#clase-{clase}")


@vista("POST", para=REVISAN)
def recibir_voz(request: HttpRequest) -> HttpResponse:
    """La lectura de un perfil o de una boleta, leída por una persona."""
    d, donde = definicion(request), request.POST.get("de", "").strip()
    try:
        with hijos.larga():
            recibir.recibir_voz(
                proceso=d.clave,
                donde=donde,
                huella=publicado.huella_de(d.clave, donde),
                grabacion=_subido(request, recibir.MAXIMO_DE_VOZ),
                hizo=request.POST.get("hizo", "").strip(),
                reviso=request.POST.get("reviso", "").strip(),
                por=alcance(request),
                ahora=reloj.ahora(),
            )
    except ErrorDeDominio as error:
        return _pantalla(request, error, "voz")
    return redirect(f"{reverse('difusion_adaptaciones')}#t-voz")


def _subido(request: HttpRequest, maximo: int) -> bytes:
    """Un octeto más que el máximo basta para saber que se pasa."""
    subido = request.FILES.get("archivo")
    if not isinstance(subido, UploadedFile):
        raise ErrorDeDominio("Adjunte el archivo.", campo="archivo")
    return subido.read(maximo + 1)
