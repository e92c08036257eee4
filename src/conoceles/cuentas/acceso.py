"""Quién puede abrir cada vista (lo hace valer `middleware.AccesoCerrado`) y qué se le dice si el acto no cabe."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conoceles.cuentas.models import Cuenta

Vista = TypeVar("Vista", bound=Callable[..., HttpResponseBase])

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


def senala_ocultos(funcion: Vista) -> Vista:
    """La vista enseña ella misma, junto a su campo, los caracteres que no se ven; en las demás no pasan."""
    funcion.senala_ocultos = True  # type: ignore[attr-defined]
    return funcion


def con_preguntas(nombrar: Callable[[str, str, str], tuple[str, str]]) -> Callable[[Vista], Vista]:
    """Cómo se llaman sus campos y sus respuestas, para devolver lo escrito a quien perdió su sesión."""

    def marcar(funcion: Vista) -> Vista:
        funcion.preguntas = nombrar  # type: ignore[attr-defined]
        return funcion

    return marcar


def eleccion(request: HttpRequest) -> str:
    """La clave de la que ve quien entró; vacía si no actúa en ninguna."""
    return str(getattr(request, "eleccion", ""))


def cuenta(request: HttpRequest) -> Cuenta:
    """La de quien entró; solo en vistas reservadas."""
    return cast(Cuenta, request.user)


def rechazo(request: HttpRequest, mensaje: str, *, volver: str) -> HttpResponse:
    """409: el acto no cabe ahora; se dice por qué y a dónde ir."""
    return render(request, "privado/rechazo.html", {"mensaje": mensaje, "volver": volver}, status=409)
