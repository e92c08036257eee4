"""Cerrado mientras no se diga lo contrario: entrada, papel y segundo factor en un solo lugar."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from conoceles.cuentas import escrito, factores
from conoceles.cuentas.constancia import cotejo
from conoceles.cuentas.escrito import Vista
from conoceles.cuentas.models import Cuenta
from conoceles.cuentas.negativas import negar_alterada
from conoceles.nucleo.errores import NoEncontrado

PARA_OBTENER_FACTOR = frozenset(
    {
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "account_reauthenticate",
        "account_logout",
    }
)
PARA_PROBAR_FACTOR = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"})


class AccesoCerrado(LoginRequiredMiddleware):
    """Toda vista pide cuenta, salvo las marcadas `publica`; luego que conste, papel y segundo factor."""

    def process_view(
        self, request: HttpRequest, view_func: Vista, view_args: object, view_kwargs: object
    ) -> HttpResponseBase | None:
        if _con_nulos(request):
            raise BadRequest("Llegó un carácter nulo, que ningún texto lleva y PostgreSQL no guarda.")
        if not getattr(view_func, "login_required", True):
            return None
        if not request.user.is_authenticated:
            if request.method == "POST":
                return _sesion_terminada(request, view_func)
            return cast(HttpResponseBase, self.handle_no_permission(request, view_func))
        cuenta = request.user
        if cotejo.alterada(cuenta):
            return negar_alterada(request, cuenta, escrito=_escrito(request, view_func))
        permitidos = getattr(view_func, "papeles", None)
        if permitidos is not None and cuenta.papel not in permitidos:
            raise Http404
        if not getattr(view_func, "senala_ocultos", False) and escrito.ocultos(request.POST):
            return _con_ocultos(request, view_func)
        return _exigir_segundo_factor(request, cuenta)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Lo que no existe y lo ajeno se contestan igual, en cualquier vista."""
        if isinstance(exception, NoEncontrado):
            raise Http404 from exception


def _con_nulos(request: HttpRequest) -> bool:
    dichos = (valor for datos in (request.GET, request.POST) for _, lista in datos.lists() for valor in lista)
    return any("\0" in valor for valor in dichos)


def _exigir_segundo_factor(request: HttpRequest, cuenta: Cuenta) -> HttpResponseBase | None:
    """Sin factor, solo puede activarlo; con factor que esta sesión no ha probado, solo puede probarlo."""
    if factores.paso(request, cuenta):
        return None
    nombre = request.resolver_match.url_name if request.resolver_match else None
    if not factores.tiene(cuenta):
        return None if nombre in PARA_OBTENER_FACTOR else redirect("mfa_activate_totp")
    if nombre in PARA_PROBAR_FACTOR:
        return None
    volver = request.get_full_path() if request.method == "GET" else reverse("inicio")
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': volver})}")


def _sesion_terminada(request: HttpRequest, view_func: Vista) -> HttpResponse:
    """Devuelve lo escrito a quien lo escribió: perder la sesión no borra el texto, ni lo que eligió."""
    contexto = {"escrito": _escrito(request, view_func), "volver": _de_donde_venia(request)}
    return render(request, "privado/sesion_terminada.html", contexto, status=403)


def _con_ocultos(request: HttpRequest, view_func: Vista) -> HttpResponse:
    """Nada se hizo; devuelve lo escrito con cada carácter que no se ve señalado en su lugar."""
    contexto = {
        "escrito": _escrito(request, view_func),
        "frase": escrito.ocultos(request.POST),
        "volver": _de_donde_venia(request),
    }
    return render(request, "privado/caracteres.html", contexto, status=422)


def _escrito(request: HttpRequest, view_func: Vista) -> list[escrito.Escrito]:
    return escrito.en_palabras(request.POST, view_func, getattr(request, "eleccion_pedida", ""))


def _de_donde_venia(request: HttpRequest) -> str:
    """La página del formulario: la dirección a la que se envía puede no tener pantalla propia."""
    anterior = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(anterior, allowed_hosts={request.get_host()}):
        return request.path
    partes = urlsplit(anterior)
    return f"{partes.path}?{partes.query}" if partes.query else partes.path
