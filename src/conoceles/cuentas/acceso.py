"""Quién puede abrir cada vista. Lo hace valer `middleware.AccesoCerrado`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

Vista = TypeVar("Vista", bound=Callable[..., Any])

publica = login_not_required


def papeles(*permitidos: str) -> Callable[[Vista], Vista]:
    """Reserva la vista a esos papeles; para los demás no existe (404)."""

    def marcar(vista: Vista) -> Vista:
        vista.papeles = frozenset(str(p) for p in permitidos)  # type: ignore[attr-defined]
        return vista

    return marcar


def vista(*metodos: str, para: Iterable[str]) -> Callable[[Vista], Vista]:
    """Reservada a esos papeles, con esos métodos, y que ningún navegador guarda."""

    def envolver(funcion: Vista) -> Vista:
        return papeles(*para)(never_cache(require_http_methods([*metodos])(funcion)))

    return envolver
