"""Quién puede abrir cada vista. Lo hace valer `middleware.AccesoCerrado`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

Vista = TypeVar("Vista", bound=Callable[..., Any])

publica = login_not_required


def papeles(*permitidos: str) -> Callable[[Vista], Vista]:
    """Reserva la vista a esos papeles; para los demás no existe (404)."""

    def marcar(vista: Vista) -> Vista:
        vista.papeles = frozenset(str(p) for p in permitidos)  # type: ignore[attr-defined]
        return vista

    return marcar
