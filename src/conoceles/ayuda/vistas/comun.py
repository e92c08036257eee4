"""Lo común a las pantallas de ayuda: quién entra, con qué alcance, y sus rechazos."""

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

CAPTURAN = (Papel.PARTIDO, Papel.INDEPENDIENTE, Papel.CANDIDATURA)
CONTESTAN = (Papel.REVISION, Papel.ADMINISTRACION)
TODOS = tuple(Papel)
Vista = Callable[..., HttpResponse]


def vista(*metodos: str, para: tuple[Papel, ...] = TODOS) -> Callable[[Vista], Vista]:
    """Para esos papeles; lo que no existe o no le toca es 404."""

    def envolver(funcion: Vista) -> Vista:
        @papeles(*para)
        @never_cache
        @require_http_methods([*metodos])
        @wraps(funcion)
        def envuelta(request: HttpRequest, **datos: Any) -> HttpResponse:
            try:
                return funcion(request, **datos)
            except NoEncontrado as error:
                raise Http404 from error

        return envuelta

    return envolver


def cuenta(request: HttpRequest) -> Cuenta:
    return cast(Cuenta, request.user)


def alcance(request: HttpRequest) -> Alcance:
    """El de la cuenta que entró."""
    return alcance_de(cuenta(request))
