"""Las aliadas en pantalla: dónde están, qué se llevaron y el paquete de su territorio."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import INSTITUCIONALES, REVISAN
from conoceles.difusion import segunda
from conoceles.difusion.estrategia import aliadas, paquete
from conoceles.difusion.models import CLASES, MATERIALES
from conoceles.difusion.vistas.comun import contexto, definicion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, descarga, fecha
from conoceles.nucleo.pantallas import numero as entero
from conoceles.publicacion.instantanea.arbol import Arbol


@vista("GET", para=INSTITUCIONALES)
def inicio(request: HttpRequest) -> HttpResponse:
    """Las que participan primero."""
    return _pantalla(request)


def _pantalla(request: HttpRequest, error: ErrorDeDominio | None = None, en: str = "") -> HttpResponse:
    """`en`: el formulario que se rechazó, «nueva» o el número de la aliada; lo escrito vuelve a él."""
    d = definicion(request)
    propio = {
        "aliadas": aliadas.con_entregas(d),
        "clases": CLASES.items(),
        "materiales": MATERIALES.items(),
        "territorios": [
            (aliadas.TODO_EL_ESTADO, aliadas.nombre_del_territorio(d, aliadas.TODO_EL_ESTADO)),
            *((m.clave, m.nombre) for m in d.municipios),
        ],
    }
    todo = contexto(request, error, en) | propio
    return render(request, "difusion/aliadas.html", todo, status=codigo(error))


@vista("POST", para=REVISAN)
def anotar(request: HttpRequest) -> HttpResponse:
    """Una nueva, o un cambio a la del número que viene."""
    escrito = request.POST.get("numero", "")
    try:
        hecha = aliadas.anotar(
            proceso=definicion(request).clave,
            numero=entero(escrito),
            nombre=request.POST.get("nombre", ""),
            clase=request.POST.get("clase", ""),
            territorio=request.POST.get("territorio", ""),
            activa=not escrito or request.POST.get("activa") == "si",
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pantalla(request, error, f"datos-{escrito}" if escrito else "nueva")
    return redirect(f"{reverse('difusion_aliadas')}#aliada-{hecha.numero}")


@vista("POST", para=REVISAN)
def entregar(request: HttpRequest, numero: int) -> HttpResponse:
    """Lo que se llevó."""
    try:
        aliadas.entregar(
            proceso=definicion(request).clave,
            numero=numero,
            fecha=fecha(request.POST.get("fecha", "")),
            material=request.POST.get("material", ""),
            piezas=entero(request.POST.get("piezas", "")),
            por=alcance(request),
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pantalla(request, error, str(numero))
    return redirect(f"{reverse('difusion_aliadas')}#aliada-{numero}")


@vista("POST", para=REVISAN)
def anular(request: HttpRequest, pk: int) -> HttpResponse:
    """Deja sin efecto una entrega mal anotada."""
    try:
        hecha = aliadas.anular(
            proceso=definicion(request).clave, entrega=pk, por=alcance(request), ahora=reloj.ahora()
        )
    except ErrorDeDominio as error:
        return _pantalla(request, error)
    return redirect(f"{reverse('difusion_aliadas')}#aliada-{hecha.aliada}")


@vista("GET", para=INSTITUCIONALES)
def paquete_zip(request: HttpRequest, numero: int) -> HttpResponse:
    """Los materiales de lo que se vota en su territorio."""
    d = definicion(request)
    aliada = aliadas.una(d.clave, numero)
    sitio = segunda.sitio_a_la_vista(d.clave, reloj.ahora())
    publicado = Arbol(d.clave).carpeta / "actual"
    octetos = paquete.zip_de_aliada(sitio, aliada, publicado, segunda.url_publica(d.clave))
    return descarga(octetos, "application/zip", f"materiales-aliada-{numero}.zip")
