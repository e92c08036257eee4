"""Ajustes y correcciones de oficio: la cola con su reloj, y la pantalla que aplica o declina."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from conoceles.bitacora.actos import Acto
from conoceles.bitacora.estados import VISIBLES
from conoceles.bitacora.pasos import puede
from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN, INSTITUCIONALES, Papel
from conoceles.expediente.ajuste import ajustes, correcciones, dice, solicitudes
from conoceles.expediente.ajuste.previa import DETALLE, previa
from conoceles.expediente.documentos import acuse_de_ajuste
from conoceles.identidad.ajustes import Cambio
from conoceles.leyes import SinLey
from conoceles.marco.acuses import acuse, con_acuse
from conoceles.marco.confirmar import confirmar
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga, fecha, momento
from conoceles.proceso import consultas as proceso
from conoceles.revision.consultas import fotografia_enviada


@vista("GET", para=INSTITUCIONALES)
def cola(request: HttpRequest) -> HttpResponse:
    """Lo pedido, por vencimiento; lo resuelto al final."""
    vigente = proceso.elegida(alcance(request))
    lista = solicitudes.cola(alcance(request), vigente.clave, reloj.ahora()) if vigente else []
    return render(request, "revision/ajustes.html", {"solicitudes": lista, "proceso": vigente})


@vista("GET", "POST", para=INSTITUCIONALES)
@sensitive_post_parameters()
def ajuste(request: HttpRequest, folio: str) -> HttpResponse:
    """Un ajuste: lo lee el instituto; solo administración lo aplica, lo declina o registra el correo."""
    por = alcance(request)
    fila = candidaturas.obtener(por, folio)
    if request.method != "POST":
        return _pagina_ajuste(request, fila)
    if por.papel != Papel.ADMINISTRACION:
        raise Http404
    try:
        if request.POST.get("accion") == "leer":
            return _pagina_ajuste(request, fila, leida=_leida(fila, por))
        return _resolver(request, fila, por)
    except ErrorDeDominio as error:
        return _pagina_ajuste(request, fila, error)


@vista("GET", para=INSTITUCIONALES)
def fotografia(request: HttpRequest, folio: str) -> HttpResponse:
    """La fotografía que el ajuste pide publicar."""
    foto = solicitudes.fotografia_pedida(candidaturas.obtener(alcance(request), folio))
    if foto is None:
        raise Http404
    return HttpResponse(archivos.leer(foto.sha256), content_type=f"image/{foto.formato}")


@vista("GET", para=INSTITUCIONALES)
def acuse_en_pdf(request: HttpRequest, folio: str) -> HttpResponse:
    """El mismo acuse que recibe quien lo pidió; 404 si sigue sin resolverse."""
    pdf = acuse_de_ajuste.generar(candidaturas.obtener(alcance(request), folio))
    return descarga(pdf, "application/pdf", f"acuse-de-ajuste-{folio}.pdf")


@vista("GET", "POST", para=ADMINISTRAN)
@sensitive_post_parameters()
def correccion(request: HttpRequest, folio: str) -> HttpResponse:
    """Corrección de oficio: error propio u orden de autoridad."""
    por = alcance(request)
    fila = candidaturas.obtener(por, folio)
    if fila.estado not in VISIBLES:
        raise Http404
    if request.method != "POST":
        return _pagina_correccion(request, fila)
    try:
        correcciones.corregir_de_oficio(
            candidatura=fila,
            **dice.leer_todo(fila, request.POST, request.FILES),
            causa=request.POST.get("causa", ""),
            acuerdo=request.POST.get("acuerdo", ""),
            fecha_acuerdo=fecha(request.POST.get("fecha_acuerdo", "")),
            por=por,
            ahora=reloj.ahora(),
        )
    except ErrorDeDominio as error:
        return _pagina_correccion(request, fila, error)
    return redirect("revision_actos", folio=folio)


def _resolver(request: HttpRequest, fila: Candidatura, alcance: Alcance) -> HttpResponse:
    accion, ahora = request.POST.get("accion", ""), reloj.ahora()
    if accion == "registrar":
        return _registrar(request, fila, alcance, ahora)
    if accion == "aplicar":
        ajustes.aplicar(candidatura=fila, por=alcance, ahora=ahora)
    elif accion == "declinar":
        causa = request.POST.get("causa", "")
        ajustes.declinar(candidatura=fila, causa=causa, por=alcance, ahora=ahora)
    else:
        raise Http404
    otro = next((s for s in solicitudes.cola(alcance, fila.proceso_id, ahora) if s.pendiente), None)
    if otro and "siguiente" in request.POST:
        return redirect("revision_ajuste", folio=otro.folio)
    return redirect("revision_ajuste", folio=fila.folio)


def _registrar(request: HttpRequest, fila: Candidatura, por: Alcance, ahora: datetime) -> HttpResponse:
    """El que llegó por correo: primero lo que pasará; confirmado, se registra."""
    volver = reverse("revision_ajuste", args=[fila.folio])
    pedido = dice.leer_todo(fila, request.POST, request.FILES)
    recibido = _momento(request.POST.get("recibido_en", ""), fila)
    antes, lo_pedido = previa(fila, **pedido, recibido_en=recibido, por=por, ahora=ahora)
    lleva = dice.lo_que_viaja(request.POST, pedido["imagen"])
    pagina = confirmar(request, antes, volver=volver, detalle=DETALLE, lleva=lleva, **lo_pedido)
    if pagina is not None:
        return pagina
    ajustes.pedir(candidatura=fila, **pedido, recibido_en=recibido, por=por, ahora=ahora)
    return con_acuse(request, volver, Acto.AJUSTE_PEDIDO)


def _momento(texto: str, fila: Candidatura) -> datetime | None:
    return momento(texto, fila.definicion.calendario.zona)


def _leida(fila: Candidatura, alcance: Alcance) -> tuple[Cambio, ...]:
    return solicitudes.identidad_pedida(fila, por=alcance, ahora=reloj.ahora())


def _pagina_ajuste(
    request: HttpRequest,
    fila: Candidatura,
    error: ErrorDeDominio | None = None,
    *,
    leida: tuple[Cambio, ...] = (),
) -> HttpResponse:
    pedido = solicitudes.solicitud(fila, reloj.ahora())
    por = alcance(request)
    papel = por.papel
    registra = (
        pedido is None and papel == Papel.ADMINISTRACION and puede(fila.estado, Acto.AJUSTE_PEDIDO, papel)
    )
    causas, sin_ley = _causas(fila)
    resuelve = bool(pedido and pedido.pendiente) and puede(fila.estado, Acto.AJUSTE_APLICADO, papel)
    contexto = _comun(request, fila, error, con_formulario=registra) | {
        "solicitud": pedido,
        "acuse": acuse(request),
        "hay_otro": resuelve
        and len([s for s in solicitudes.cola(por, fila.proceso_id, reloj.ahora()) if s.pendiente]) > 1,
        "registra": registra,
        "resuelve": resuelve,
        "leida": leida,
        "publicada": fotografia_enviada(por, fila.folio) if pedido and pedido.con_fotografia else None,
        "causas": causas,
        "causas_sin_ley": sin_ley,
    }
    return render(request, "revision/ajuste.html", contexto, status=codigo(error))


def _pagina_correccion(
    request: HttpRequest, fila: Candidatura, error: ErrorDeDominio | None = None
) -> HttpResponse:
    contexto = _comun(request, fila, error, con_formulario=True) | {"causas": correcciones.CAUSAS.items()}
    return render(request, "revision/correccion.html", contexto, status=codigo(error))


def _causas(fila: Candidatura) -> tuple[list[tuple[str, str]], list[str]]:
    """Las que hoy tienen en qué fundarse, y por qué no se ofrece cada una de las demás."""
    ofrecidas, sin_ley = [], []
    for causa, (frase, _) in ajustes.CAUSAS.items():
        try:
            cita = ajustes.fundamento_de_acto(fila.proceso_id, causa, reloj.ahora())
            ofrecidas.append((causa, f"{frase} ({cita})"))
        except SinLey as falta:
            sin_ley.append(falta.mensaje)
    return ofrecidas, list(dict.fromkeys(sin_ley))


def _comun(
    request: HttpRequest, fila: Candidatura, error: ErrorDeDominio | None, *, con_formulario: bool
) -> dict[str, object]:
    errores = por_campo(error)
    escrito, por = request.POST if error else None, alcance(request)
    formulario = dice.formulario(fila, escrito, errores, por=por) if con_formulario else {}
    return {
        "folio": fila.folio,
        "nombre": fila.nombre,
        "error": error,
        "errores": errores,
        "escrito": request.POST,
        **formulario,
    }
