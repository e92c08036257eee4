"""Lo único propio entre las vistas de allauth: dejar constancia y no pedir dos veces lo recién probado."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy

from conoceles.bitacora.actos import Acto
from conoceles.cuentas import acceso, factores, operaciones
from conoceles.nucleo import reloj


class ActivarSegundoFactor(ActivateTOTPView):
    """Quien ya tiene códigos no los cambia aquí: va a su pantalla de seguridad."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        respuesta = super().form_valid(form)
        _activado(self.request, Authenticator.Type.TOTP)
        return respuesta


class AgregarLlave(AddWebAuthnView):
    """Registra una llave de paso (WebAuthn) de quien ya confirmó que es quien dice."""

    def form_valid(self, form: Any) -> HttpResponse:
        respuesta = super().form_valid(form)
        _activado(self.request, Authenticator.Type.WEBAUTHN)
        return respuesta


class QuitarLlave(RemoveWebAuthnView):
    """Si era su único factor y su papel lo exige, la pantalla siguiente le pide activar otro."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        respuesta = super().form_valid(form)
        cuenta = acceso.cuenta(self.request)
        operaciones.anotar_factor(
            cuenta=cuenta, acto=Acto.FACTOR_QUITADO, tipo=Authenticator.Type.WEBAUTHN, ahora=reloj.ahora()
        )
        return respuesta


def _activado(request: HttpRequest, tipo: str) -> None:
    cuenta = acceso.cuenta(request)
    factores.anotar_en_sesion(request, cuenta, tipo)
    operaciones.anotar_factor(cuenta=cuenta, acto=Acto.FACTOR_ACTIVADO, tipo=tipo, ahora=reloj.ahora())
