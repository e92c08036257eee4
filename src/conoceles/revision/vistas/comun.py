"""Quién entra a las pantallas del instituto."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse

from conoceles.candidaturas.alcances import alcance as alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import Cuenta, Papel

DECIDEN = (Papel.REVISION, Papel.ADMINISTRACION)
LEEN = (*DECIDEN, Papel.CONSULTA)


def del_instituto(
    *metodos: str, deciden: bool = False, administran: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Vista para quien lee, o solo para quien decide o administra."""
    return vista(*metodos, para=(Papel.ADMINISTRACION,) if administran else DECIDEN if deciden else LEEN)


def decide(request: HttpRequest) -> bool:
    """Si la cuenta puede validar u observar."""
    return cast(Cuenta, request.user).papel in DECIDEN
