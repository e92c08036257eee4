"""Lo común a las vistas de esta sala: de qué elección se habla y cómo se contesta un rechazo."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from conoceles.candidaturas.alcances import alcance_de
from conoceles.cuentas.acceso import papeles
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso

LEEN = (Papel.ADMINISTRACION, Papel.CONSULTA)
DECIDEN = (Papel.ADMINISTRACION,)
Vista = Callable[..., HttpResponse]


def vista(metodo: str, *papeles_: str) -> Callable[[Vista], Vista]:
    """Reserva la vista, exige el método (o los dos) y vuelve 404 o 409 los errores del dominio."""

    def envolver(funcion: Vista) -> Vista:
        @papeles(*papeles_)
        @never_cache
        @require_http_methods(metodo.split())
        @wraps(funcion)
        def envuelta(request: HttpRequest, **datos: Any) -> HttpResponse:
            try:
                return funcion(request, **datos)
            except NoEncontrado as error:
                raise Http404 from error
            except ErrorDeDominio as error:
                contexto = {"mensaje": error.mensaje}
                return render(request, "informes/rechazo.html", contexto, status=codigo(error))

        return envuelta

    return envolver


def alcance(request: HttpRequest) -> Alcance:
    return alcance_de(cast(Cuenta, request.user))


def decide(request: HttpRequest) -> bool:
    return cast(Cuenta, request.user).papel in DECIDEN


def codigo(error: ErrorDeDominio | None) -> int:
    """Con qué estado se contesta una pantalla: bien, con un dato que corregir, o en conflicto."""
    return 200 if error is None else 422 if error.campo else 409


def elegido() -> Proceso:
    """La elección en curso, o la archivada más reciente. `NoEncontrado` si no hay ninguna."""
    proceso = procesos.vigente() or Proceso.objects.order_by("-cargado_en").first()
    if proceso is None:
        raise NoEncontrado("No hay una elección cargada.")
    return proceso


def hoy(proceso: Proceso) -> Any:
    """Día local de esa elección."""
    return reloj.hoy(procesos.definicion(proceso.clave).calendario.zona)
