"""Lo común a las pantallas de ayuda: quién entra y con qué alcance."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from conoceles.candidaturas.alcances import alcance as alcance
from conoceles.cuentas import acceso
from conoceles.cuentas.models import Cuenta, Papel

CAPTURAN = (Papel.PARTIDO, Papel.INDEPENDIENTE, Papel.CANDIDATURA)
CONTESTAN = (Papel.REVISION, Papel.ADMINISTRACION)
TODOS = tuple(Papel)
Vista = Callable[..., HttpResponse]


def vista(*metodos: str, para: tuple[Papel, ...] = TODOS) -> Callable[[Vista], Vista]:
    """Para esos papeles; sin decirlo, para todos."""
    return acceso.vista(*metodos, para=para)


def cuenta(request: HttpRequest) -> Cuenta:
    """La de quien entró."""
    return cast(Cuenta, request.user)
