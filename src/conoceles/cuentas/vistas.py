"""Lo propio entre las vistas de allauth: dejar constancia, no pedir dos veces lo recién probado, y lo que les falta."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from conoceles.bitacora.actos import Acto
from conoceles.cuentas import acceso, codigos, factores, husos, operaciones, sesiones
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.nucleo import reloj
from conoceles.nucleo.dias import con_hora
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, descarga


class ActivarSegundoFactor(ActivateTOTPView):
    """Quien ya tiene códigos no los cambia aquí: va a su pantalla de seguridad."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def form_valid(self, form: object) -> HttpResponse:
        respuesta = super().form_valid(form)
        _activado(self.request, Authenticator.Type.TOTP)
        return respuesta


class AgregarLlave(AddWebAuthnView):
    """Registra una llave de paso (WebAuthn) de quien ya confirmó que es quien dice."""

    @transaction.atomic
    def form_valid(self, form: object) -> HttpResponse:
        respuesta = super().form_valid(form)
        _activado(self.request, Authenticator.Type.WEBAUTHN)
        return respuesta


class QuitarLlave(RemoveWebAuthnView):
    """Si era su único factor y su papel lo exige, la pantalla siguiente le pide activar otro."""

    success_url = reverse_lazy("mfa_index")

    @transaction.atomic
    def form_valid(self, form: object) -> HttpResponse:
        respuesta = super().form_valid(form)
        cuenta = acceso.cuenta(self.request)
        operaciones.anotar_factor(
            cuenta=cuenta, acto=Acto.FACTOR_QUITADO, tipo=Authenticator.Type.WEBAUTHN, ahora=reloj.ahora()
        )
        return respuesta


@vista("GET", "POST", para=Papel.values)
@reauthentication_required(app="allauth.mfa")
def generar_codigos(request: HttpRequest) -> HttpResponse:
    """Hacer los códigos de un solo uso, sean de recuperación o el único factor."""
    cuenta = acceso.cuenta(request)
    if request.method == "POST":
        codigos.renovar(cuenta=cuenta, ahora=reloj.ahora())
        factores.anotar_en_sesion(request, cuenta, codigos.TIPO)
        return redirect("mfa_view_recovery_codes")
    contexto = {"quedan": len(codigos.vivos(cuenta)), "tiene": factores.tiene(cuenta)}
    return render(request, "mfa/recovery_codes/generate.html", contexto)


@vista("GET", para=Papel.values)
@reauthentication_required(app="allauth.mfa")
@sensitive_variables()
def hoja_de_codigos(request: HttpRequest) -> HttpResponse:
    """Los que quedan, en PDF para imprimir."""
    cuenta = acceso.cuenta(request)
    pdf = codigos.hoja(cuenta, codigos.vivos(cuenta), reloj.ahora(), acceso.eleccion(request))
    return descarga(pdf, "application/pdf", "codigos.pdf")


@vista("GET", "POST", para=Papel.values)
@sensitive_post_parameters()
@sensitive_variables()
def contrasena(request: HttpRequest) -> HttpResponse:
    """Cambiarla con la actual; esta sesión sigue y las demás se cierran."""
    cuenta, leer, error = acceso.cuenta(request), request.POST.get, None
    if request.method == "POST":
        try:
            _exigir_actual(cuenta, leer("actual", ""))
            operaciones.cambiar_contrasena(
                cuenta=cuenta, clave=leer("clave", ""), repetida=leer("repetida", ""), ahora=reloj.ahora()
            )
            update_session_auth_hash(request, cuenta)
            return render(request, "account/contrasena_cambiada.html")
        except ErrorDeDominio as fallo:
            error = fallo
    contexto = {"error": error, "errores": por_campo(error)}
    return render(request, "account/contrasena.html", contexto, status=codigo(error))


@vista("GET", "POST", para=Papel.values)
@reauthentication_required(app="allauth.mfa")
def sesiones_abiertas(request: HttpRequest) -> HttpResponse:
    """Dónde está abierta su cuenta, y cerrarlas; desde la que se pide, sale en *Salir*."""
    cuenta, esta = acceso.cuenta(request), request.session.session_key or ""
    if request.method == "POST":
        elegidas = None if "todas" in request.POST else request.POST.getlist("sesion")
        operaciones.cerrar_sesiones(cuenta=cuenta, marcas=elegidas, esta=esta, ahora=reloj.ahora())
        return redirect("cuenta_sesiones")
    zona = husos.de_la_cuenta(cuenta, acceso.eleccion(request))
    dichas = [
        (a, *(con_hora(h, zona) if h else "" for h in (a.entro, a.vista)))
        for a in sesiones.abiertas(cuenta, esta)
    ]
    return render(request, "account/sesiones.html", {"abiertas": dichas})


@sensitive_variables()
def _exigir_actual(cuenta: Cuenta, actual: str) -> None:
    """`ErrorDeDominio` (`actual`) si no es la suya o si hubo demasiados intentos."""
    adaptador = get_adapter()
    try:
        es_la_suya = adaptador.reauthenticate(cuenta, actual)
    except ValidationError as limite:
        raise ErrorDeDominio(" ".join(limite.messages), campo="actual") from limite
    if not es_la_suya:
        raise ErrorDeDominio("La contraseña actual no es correcta.", campo="actual")


def _activado(request: HttpRequest, tipo: str) -> None:
    cuenta = acceso.cuenta(request)
    factores.anotar_en_sesion(request, cuenta, tipo)
    operaciones.anotar_factor(cuenta=cuenta, acto=Acto.FACTOR_ACTIVADO, tipo=tipo, ahora=reloj.ahora())
