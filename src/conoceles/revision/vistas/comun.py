"""Quién entra a las pantallas del instituto y con qué alcance."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conoceles.candidaturas.alcances import alcance_de
from conoceles.cuentas.acceso import papeles
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import NoEncontrado

DECIDEN = (Papel.REVISION, Papel.ADMINISTRACION)
LEEN = (*DECIDEN, Papel.CONSULTA)


def del_instituto(
    *metodos: str, deciden: bool = False, administran: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Vista para quien lee, o solo para quien decide o administra; lo que no existe o no le toca es 404."""
    quienes = (Papel.ADMINISTRACION,) if administran else DECIDEN if deciden else LEEN

    def envolver(vista: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @papeles(*quienes)
        @never_cache
        @require_http_methods([*metodos])
        @wraps(vista)
        def envuelta(request: HttpRequest, **datos: Any) -> HttpResponse:
            try:
                return vista(request, **datos)
            except NoEncontrado as error:
                raise Http404 from error

        return envuelta

    return envolver


def alcance(request: HttpRequest) -> Alcance:
    """El de la cuenta que entró."""
    return alcance_de(cast(Cuenta, request.user))


def decide(request: HttpRequest) -> bool:
    """Si la cuenta puede validar u observar."""
    return cast(Cuenta, request.user).papel in DECIDEN
