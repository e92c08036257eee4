"""Lo que se niega a quien entró queda en la bitácora (ASVS 5.0, 16.3.2)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from conoceles.cuentas import acceso, operaciones
from conoceles.cuentas.models import Cuenta
from conoceles.nucleo import reloj

NEGADAS = frozenset({403, 404})


def negar_alterada(request: HttpRequest, cuenta: Cuenta, **dicho: object) -> HttpResponse:
    """403 a la cuenta de la que algo no consta; su sesión se cierra y queda en la bitácora. `dicho`: lo que había escrito."""
    pantalla = request.resolver_match.url_name if request.resolver_match else ""
    operaciones.anotar_negado(cuenta=cuenta, pantalla=pantalla or "", codigo=403, ahora=reloj.ahora())
    logout(request)
    return render(request, "account/cuenta_alterada.html", dicho, status=403)


def anotar_negativas(
    siguiente: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Una pantalla que existe y contestó 403 o 404: lo ajeno se contesta igual que lo que no existe."""

    def atender(request: HttpRequest) -> HttpResponseBase:
        respuesta = siguiente(request)
        ruta = request.resolver_match
        if respuesta.status_code in NEGADAS and ruta is not None and request.user.is_authenticated:
            operaciones.anotar_negado(
                cuenta=acceso.cuenta(request), pantalla=ruta.url_name or ruta.view_name,
                codigo=respuesta.status_code, ahora=reloj.ahora(),
            )  # fmt: skip
        return respuesta

    return atender
