"""Las solicitudes ante administración: la cola con su reloj, registrarlas, resolverlas y cumplirlas."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.evidencias import EVIDENCIAS
from conoceles.derechos import consultas, efectos, operaciones, paquete, vulneraciones
from conoceles.derechos.listas import DERECHOS, MEDIOS
from conoceles.derechos.models import SolicitudARCO
from conoceles.derechos.respuesta_pdf import respuesta
from conoceles.derechos.vistas.comun import alcance, de_administracion, momento
from conoceles.derechos.vistas.persona import formulario_de, leer
from conoceles.identidad.permisos import vinculos
from conoceles.leyes import SinLey
from conoceles.marco.direcciones import en_eleccion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado, por_campo
from conoceles.nucleo.pantallas import codigo, descarga

MUCHAS = 30  # más nombres que éstos ya no se leen: mejor otro apellido


@de_administracion("GET")
def cola(request: HttpRequest) -> HttpResponse:
    """Lo abierto por vencimiento, y después lo terminado."""
    contexto = {
        "solicitudes": consultas.cola(alcance(request), reloj.ahora()),
        "vulneraciones": vulneraciones.abiertas(),
        "vinculos": len(vinculos.por_reconocer(alcance(request))),
        "derechos": DERECHOS.items(),
    }
    return render(request, "derechos/cola.html", contexto)


@de_administracion("GET", "POST")
def registrar(request: HttpRequest, folio: str, derecho: str) -> HttpResponse:
    """La que llegó por escrito o por correo."""
    fila = candidaturas.obtener(alcance(request), folio)
    if derecho not in DERECHOS:
        raise NoEncontrado("No existe ese derecho.")
    if request.method != "POST":
        return _pagina_registrar(request, fila, derecho)
    try:
        solicitud = operaciones.pedir(
            candidatura=fila,
            derecho=derecho,
            medio=request.POST.get("medio", ""),
            acreditada=request.POST.get("acreditada", ""),
            recibida_en=momento(request.POST.get("recibida_en", ""), fila),
            por=alcance(request),
            ahora=reloj.ahora(),
            **leer(request, fila, derecho),
        )
    except ErrorDeDominio as error:
        return _pagina_registrar(request, fila, derecho, error)
    return redirect("derechos_solicitud", ident=solicitud.pk)


@de_administracion("GET")
def elegir(request: HttpRequest) -> HttpResponse:
    """Del nombre o el folio, y el derecho, al formulario que toca; si hay varias personas, se elige."""
    escrito, derecho = request.GET.get("folio", "").strip(), request.GET.get("derecho", "") or "acceso"
    if derecho not in DERECHOS:
        raise NoEncontrado("No existe ese derecho.")
    halladas = consultas.titulares(alcance(request), escrito)
    con_enlace = [(h, _registrar_en(request, h, derecho)) for h in halladas or ()]
    if len(con_enlace) == 1:
        return redirect(con_enlace[0][1])
    contexto = {
        "escrito": escrito,
        "derecho": derecho,
        "titulo": DERECHOS.get(derecho, ""),
        "derechos": DERECHOS.items(),
        "halladas": halladas and con_enlace,
        "muchas": len(halladas or ()) > MUCHAS,
    }
    return render(request, "derechos/elegir.html", contexto)


def _registrar_en(request: HttpRequest, titular: consultas.Titular, derecho: str) -> str:
    """La dirección del formulario, en la elección de esa candidatura."""
    ruta = reverse("derechos_registrar", args=[titular.folio, derecho])
    return ruta if alcance(request).proceso in ("", titular.eleccion) else en_eleccion(ruta, titular.eleccion)


@de_administracion("GET", "POST")
def solicitud(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Una solicitud: sus pasos y lo que sigue."""
    fila = consultas.obtener(alcance(request), ident)
    if request.method != "POST":
        return _pagina(request, fila)
    try:
        _mover(request, fila)
    except ErrorDeDominio as error:
        return _pagina(request, fila, error)
    return redirect("derechos_solicitud", ident=ident)


@de_administracion("POST")
def entregar(request: HttpRequest, ident: UUID) -> HttpResponse:
    """El paquete de una solicitud de acceso procedente, que con esto queda cumplida."""
    fila = consultas.obtener(alcance(request), ident)
    try:
        octetos = paquete.entregar(solicitud=fila, por=alcance(request), ahora=reloj.ahora())
    except ErrorDeDominio as error:
        return _pagina(request, fila, error)
    return descarga(octetos, "application/zip", f"{fila.numero.lower()}.zip")


@de_administracion("GET")
def en_papel(request: HttpRequest, ident: UUID) -> HttpResponse:
    """La respuesta en PDF; 404 si no se ha resuelto."""
    fila = consultas.obtener(alcance(request), ident)
    try:
        papel = respuesta(fila)
    except SinLey as error:
        return _pagina(request, fila, error)
    return descarga(papel, "application/pdf", f"{fila.numero.lower()}.pdf")


def _mover(request: HttpRequest, fila: SolicitudARCO) -> None:
    estado, nota = request.POST.get("estado", ""), request.POST.get("nota", "")
    por, ahora = alcance(request), reloj.ahora()
    if estado == "efectiva":
        efectos.hacer_efectiva(solicitud=fila, nota=nota, por=por, ahora=ahora)
    else:
        causa = request.POST.get("causa", "")
        operaciones.avanzar(solicitud=fila, estado=estado, causa=causa, nota=nota, por=por, ahora=ahora)


def _pagina(request: HttpRequest, fila: SolicitudARCO, error: ErrorDeDominio | None = None) -> HttpResponse:
    vista = consultas.vista(fila, reloj.ahora())
    contexto = {
        "s": vista,
        "siguientes": consultas.siguientes(vista.estado),
        "causas": consultas.causas(fila, reloj.ahora()),
        "causas_sin_ley": consultas.causas_sin_ley(fila, reloj.ahora()),
        "resuelta": not vista.abierta or vista.estado == "procedente",
        "error": error,
        "errores": por_campo(error),
        "escrito": request.POST,
    }
    return render(request, "derechos/solicitud.html", contexto, status=codigo(error))


def _pagina_registrar(
    request: HttpRequest, fila: Candidatura, derecho: str, error: ErrorDeDominio | None = None
) -> HttpResponse:
    contexto: dict[str, object] = formulario_de(request, fila, derecho, error) | {
        "folio": fila.folio,
        "nombre": fila.nombre,
        "medios": MEDIOS.items(),
        "acreditaciones": EVIDENCIAS.items(),
    }
    return render(request, "derechos/registrar.html", contexto, status=codigo(error))
