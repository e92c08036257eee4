"""Las pantallas del instituto: quién tiene acceso, por qué oficio, y los actos sobre cada cuenta."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from conoceles.accesos import consultas, previas
from conoceles.candidaturas import designaciones
from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.designaciones import Oficio
from conoceles.correo.consultas import devuelto
from conoceles.cuentas import codigos, enlaces, operaciones
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.constancia import cotejo, memoria
from conoceles.cuentas.constancia.reponer import por_reponer, reponer
from conoceles.cuentas.enlaces import Entrega
from conoceles.cuentas.evidencias import EVIDENCIAS
from conoceles.cuentas.models import ADMINISTRAN, INSTITUCIONALES, Cuenta
from conoceles.cuentas.personal import abrir_cuenta
from conoceles.marco.acuses import acuse, con_acuse
from conoceles.marco.confirmar import confirmar
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga, fecha
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso

Acto = Callable[[Cuenta, QueryDict, Alcance, datetime], Entrega | bytes | None]


@vista("GET", para=ADMINISTRAN)
def lista(request: HttpRequest) -> HttpResponse:
    """Personas designadas por fuerza, y personal del instituto."""
    ahora, vigente = reloj.ahora(), procesos.elegida(alcance(request))
    contexto = {
        "proceso": vigente,
        "grupos": consultas.grupos(vigente, ahora) if vigente else (),
        "personal": consultas.del_instituto(ahora),
    }
    return render(request, "accesos/lista.html", contexto)


@vista("GET", "POST", para=ADMINISTRAN)
@sensitive_variables()
def designar(request: HttpRequest) -> HttpResponse:
    """Registrar a una persona designada y entregarle su acceso."""
    vigente = procesos.elegida(alcance(request))
    if vigente is None:
        raise Http404
    if request.method != "POST":
        return _formulario(request, vigente)
    datos = request.POST
    try:
        entrega = designaciones.designar(
            proceso=vigente, ambito=datos.get("ambito", ""), nombre=datos.get("nombre", ""),
            correo=datos.get("correo", ""), oficio=_oficio(datos),
            contiendas=datos.getlist("contiendas"), por=alcance(request), ahora=reloj.ahora(),
        )  # fmt: skip
    except ErrorDeDominio as error:
        return _formulario(request, vigente, error)
    return _entregada(request, entrega)


def _oficio(datos: QueryDict) -> Oficio:
    """Una fecha que no se entiende queda vacía y la operación la señala."""
    return Oficio(datos.get("oficio", ""), fecha(datos.get("fecha_oficio", "")))


@vista("GET", "POST", para=ADMINISTRAN)
@sensitive_variables()
def personal(request: HttpRequest) -> HttpResponse:
    """Abrir una cuenta del instituto."""
    error = None
    if request.method == "POST":
        leer = request.POST.get
        try:
            entrega = abrir_cuenta(
                nombre=leer("nombre", ""), correo=leer("correo", ""), papel=leer("papel", ""),
                por=alcance(request), ahora=reloj.ahora(),
            )  # fmt: skip
            return _entregada(request, entrega)
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {"papeles": [(p.value, p.label) for p in INSTITUCIONALES], **_dicho(request, error)}
    return render(request, "accesos/personal.html", contexto, status=codigo(error))


@vista("GET", "POST", para=ADMINISTRAN)
@sensitive_variables()
def persona(request: HttpRequest, cuenta: int) -> HttpResponse:
    """Una cuenta: su entrega, y los actos que caben."""
    ficha = consultas.persona(cuenta, reloj.ahora(), alcance(request).proceso)
    if ficha is None:
        raise Http404
    if request.method != "POST":
        return _ficha(request, cuenta)
    acto = ACTOS.get(request.POST.get("acto", ""))
    if acto is None:
        raise Http404
    volver = reverse("accesos_persona", args=[cuenta])
    try:
        if request.POST["acto"] == "baja":
            previa = previas.baja(ficha.cuenta, motivo=request.POST.get("motivo", ""), por=alcance(request))
            pagina = confirmar(request, previa, volver=volver)
            if pagina is not None:
                return pagina
            acto(ficha.cuenta, request.POST, alcance(request), reloj.ahora())
            return con_acuse(request, volver, previa.acto)
        entrega = acto(ficha.cuenta, request.POST, alcance(request), reloj.ahora())
    except ErrorDeDominio as error:
        return _ficha(request, cuenta, error)
    if isinstance(entrega, bytes):
        return descarga(entrega, "application/pdf", f"codigos-{cuenta}.pdf")
    return _entregada(request, entrega) if entrega else redirect("accesos_persona", cuenta=cuenta)


def _ficha(request: HttpRequest, cuenta: int, error: ErrorDeDominio | None = None) -> HttpResponse:
    ficha = consultas.persona(cuenta, reloj.ahora(), alcance(request).proceso)
    acto = request.POST.get("acto", "")
    assert ficha is not None
    contexto = {
        "p": ficha,
        "quien": consultas.nombre_del_ambito(ficha.cuenta, ficha.ambito),
        "por_fuera": cotejo.frase(ficha.cuenta),
        "por_reponer": por_reponer(ficha.cuenta),
        "sin_su_baja": memoria.sin_su_acto(ficha.cuenta.pk),
        "devuelto": devuelto(ficha.cuenta.correo),
        "propia": ficha.cuenta == request.user,
        "acuse": acuse(request),
        "acto": acto,
        "evidencias": EVIDENCIAS.items(),
        "error": error,
        "escritos": {acto: {"dicho": request.POST, "errores": por_campo(error)}},
    }
    return render(request, "accesos/persona.html", contexto, status=codigo(error))


def _formulario(request: HttpRequest, proceso: Proceso, error: ErrorDeDominio | None = None) -> HttpResponse:
    contexto = {
        "proceso": proceso,
        "responsables": consultas.responsables(proceso),
        "contiendas": consultas.contiendas(proceso),
        "elegidas": request.POST.getlist("contiendas"),
        "ambito": request.POST.get("ambito", request.GET.get("ambito", "")),
        **_dicho(request, error),
    }
    return render(request, "accesos/designar.html", contexto, status=codigo(error))


@sensitive_variables()
def _entregada(request: HttpRequest, entrega: Entrega) -> HttpResponse:
    """El enlace se enseña una sola vez, y solo si no hay servidor de correo que lo lleve."""
    contexto = {"entrega": entrega, "en_mano": not settings.EMAIL_HOST}
    return render(request, "accesos/entregada.html", contexto)


def _dicho(request: HttpRequest, error: ErrorDeDominio | None) -> dict[str, object]:
    """Lo escrito y sus errores, por campo."""
    return {"escrito": request.POST.dict(), "error": error, "errores": por_campo(error)}


def _reenviar(cuenta: Cuenta, datos: QueryDict, por: Alcance, ahora: datetime) -> Entrega:
    return designaciones.reenviar(cuenta=cuenta, por=por, ahora=ahora)


def _cambiar_correo(cuenta: Cuenta, datos: QueryDict, por: Alcance, ahora: datetime) -> Entrega:
    correo, motivo = datos.get("correo", ""), datos.get("motivo", "")
    return enlaces.cambiar_correo(cuenta=cuenta, correo=correo, motivo=motivo, por=por, ahora=ahora)


def _factor(cuenta: Cuenta, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    operaciones.restablecer_factor(
        cuenta=cuenta,
        motivo=datos.get("motivo", ""),
        evidencia=datos.get("evidencia", ""),
        por=por,
        ahora=ahora,
    )


@sensitive_variables()
def _codigos(cuenta: Cuenta, datos: QueryDict, por: Alcance, ahora: datetime) -> bytes:
    return codigos.entregar(
        cuenta=cuenta,
        motivo=datos.get("motivo", ""),
        evidencia=datos.get("evidencia", ""),
        por=por,
        ahora=ahora,
    )


def _baja(cuenta: Cuenta, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    designaciones.dar_de_baja(cuenta=cuenta, motivo=datos.get("motivo", ""), por=por, ahora=ahora)


def _reponer(cuenta: Cuenta, datos: QueryDict, por: Alcance, ahora: datetime) -> None:
    nombre, motivo = datos.get("nombre", ""), datos.get("motivo", "")
    reponer(cuenta=cuenta, nombre=nombre, motivo=motivo, por=por, ahora=ahora)


ACTOS: dict[str, Acto] = {
    "reenviar": _reenviar,
    "correo": _cambiar_correo,
    "factor": _factor,
    "codigos": _codigos,
    "baja": _baja,
    "reponer": _reponer,
}
