"""Recibir un acceso por su enlace y pedir otro. Las únicas pantallas, con la entrada, que no piden cuenta."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from conoceles.accesos.consultas import nombre_del_ambito
from conoceles.cuentas import conocidos, enlaces, factores, fallas
from conoceles.cuentas.acceso import publica
from conoceles.cuentas.enlaces import EnlaceInservible
from conoceles.cuentas.fallas import Tope
from conoceles.cuentas.models import Cuenta, Designacion, Enlace
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, ErroresDeCampos, por_campo
from conoceles.nucleo.pantallas import codigo
from conoceles.proceso import consultas as procesos

EN_SESION = "acceso_testigo"


@publica
@never_cache
@require_GET
@sensitive_variables()
def abrir(request: HttpRequest, testigo: str) -> HttpResponse:
    """Guarda el testigo en la sesión y lo quita de la dirección: no queda en pantallas, historial ni referencias.

    El que no sirve no deja nada: ni una fila de sesión por cada dirección inventada.
    """
    try:
        enlaces.abrir(testigo, ahora=reloj.ahora())
    except EnlaceInservible as error:
        return render(request, "accesos/inservible.html", {"error": error}, status=410)
    request.session[EN_SESION] = testigo
    return redirect("acceso_recibir")


@publica
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def recibir(request: HttpRequest) -> HttpResponse:
    """Lo que se entrega, el acuse de recibo y la contraseña."""
    testigo = str(request.session.get(EN_SESION, ""))
    try:
        enlace = enlaces.abrir(testigo, ahora=reloj.ahora())
        if request.method != "POST":
            return _pagina(request, enlace)
        leer = request.POST.get
        enlaces.recibir(
            testigo=testigo, clave=leer("clave", ""), repetida=leer("repetida", ""),
            acusa=leer("acusa") == "si", ahora=reloj.ahora(),
        )  # fmt: skip
    except EnlaceInservible as error:
        return render(request, "accesos/inservible.html", {"error": error}, status=410)
    except ErroresDeCampos as error:
        return _pagina(request, enlace, error)
    _olvidar(request, enlace, conserva=not leer("clave"))
    listo = {"enlace": enlace, "conserva": not leer("clave")}
    if enlace.motivo == Enlace.ENTREGA and leer("clave"):
        return _dentro(request, enlace, listo)
    pagina = render(request, "accesos/recibido.html", listo)
    conocidos.recordar(
        request, pagina, enlace.cuenta
    )  # probó que abre su buzón: desde aquí entra como siempre
    return pagina


def _dentro(request: HttpRequest, enlace: Enlace, listo: dict[str, object]) -> HttpResponse:
    """Quien estrena su acceso acaba de escribir su contraseña: no se le pide otra vez.

    El segundo factor, sí: a quien ya lo tiene se le pregunta aquí, y a quien no, lo primero que ve es cómo activarlo. Quien
    recupera entra como siempre: su buzón solo no debe bastar.
    """
    cuenta = Cuenta.objects.get(pk=enlace.cuenta_id)
    probada = (
        {"reauthenticated": True} if not factores.tiene(cuenta) else {}
    )  # activarlo tampoco se la vuelve a pedir
    record_authentication(request, cuenta, "password", email=cuenta.correo, **probada)
    sigue = perform_login(request, Login(user=cuenta, email=cuenta.correo))
    if not request.user.is_authenticated:
        return sigue
    pagina = render(request, "accesos/recibido.html", listo | {"dentro": True})
    pagina.cookies.update(sigue.cookies)
    return pagina


def _olvidar(request: HttpRequest, enlace: Enlace, *, conserva: bool) -> None:
    """El testigo sale de la sesión; y con él quien estuviera dentro, salvo la misma persona con su contraseña."""
    if conserva and request.user == enlace.cuenta:
        del request.session[EN_SESION]
    else:
        request.session.flush()
        request.user = AnonymousUser()


@publica
@never_cache
@require_http_methods(["GET", "POST"])
def recuperar(request: HttpRequest) -> HttpResponse:
    """Pide otro enlace. La respuesta es la misma exista o no la cuenta."""
    if request.method != "POST":
        return render(request, "accesos/recuperar.html")
    correo = request.POST.get("correo", "").strip().lower()
    if "@" not in correo:
        frase = "Escriba el correo con que entra, por ejemplo nombre@ejemplo.mx."
        error = ErrorDeDominio(frase, campo="correo")
        return render(request, "accesos/recuperar.html", {"error": error, "correo": correo}, status=422)
    if fallas.anotar(
        Tope(f"enlaces {correo}", fallas.ENLACES)
    ):  # el que sigue anularía el que ya va en camino
        enlaces.pedir_recuperacion(correo=correo, ahora=reloj.ahora())
    return render(request, "accesos/recuperar.html", {"pedido": True, "correo": correo})


def _pagina(request: HttpRequest, enlace: Enlace, error: ErroresDeCampos | None = None) -> HttpResponse:
    cuenta = enlace.cuenta
    suyas = Designacion.objects.filter(cuenta=cuenta, baja_en=None).order_by("id")
    contexto = {
        "enlace": enlace,
        "entrega": enlace.motivo == Enlace.ENTREGA,
        "opcional": enlaces.opcional(enlace),
        "quien": "" if suyas else nombre_del_ambito(cuenta, cuenta.ambito),
        "designaciones": [_designada(d) for d in suyas.select_related("proceso")],
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "accesos/recibir.html", contexto, status=codigo(error))


def _designada(oficio: Designacion) -> dict[str, object]:
    """Una designación como se enseña a quien la recibe, con su elección."""
    contiendas = oficio.proceso.contiendas.filter(clave__in=oficio.contiendas)
    return {
        "oficio": oficio,
        "quien": nombre_del_ambito(oficio.cuenta, oficio.ambito),
        "contiendas": list(contiendas.values_list("nombre", flat=True)),
        "calendario": procesos.definicion(oficio.proceso_id).calendario,
    }
