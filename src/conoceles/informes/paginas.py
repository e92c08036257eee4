"""Lo común a las vistas de esta sala: de qué elección se habla y cómo se contesta un rechazo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.candidaturas.alcances import alcance as alcance
from conoceles.cuentas import acceso
from conoceles.cuentas.models import Cuenta, Papel
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.nucleo.pantallas import codigo as codigo
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso

LEEN = (Papel.ADMINISTRACION, Papel.CONSULTA)
DECIDEN = (Papel.ADMINISTRACION,)
Vista = Callable[..., HttpResponse]


def vista(metodo: str, *papeles_: str) -> Callable[[Vista], Vista]:
    """Reserva la vista, exige el método (o los dos) y vuelve 409 o 422 los rechazos del dominio."""

    def envolver(funcion: Vista) -> Vista:
        @acceso.vista(*metodo.split(), para=papeles_)
        @wraps(funcion)
        def envuelta(request: HttpRequest, **datos: Any) -> HttpResponse:
            try:
                return funcion(request, **datos)
            except ErrorDeDominio as error:
                contexto = {"mensaje": error.mensaje}
                return render(request, "informes/rechazo.html", contexto, status=codigo(error))

        return envuelta

    return envolver


def decide(request: HttpRequest) -> bool:
    """Si quien entró genera y avanza informes, o solo los lee."""
    return cast(Cuenta, request.user).papel in DECIDEN


def elegido() -> Proceso:
    """La elección en curso, o la archivada más reciente. `NoEncontrado` si no hay ninguna."""
    proceso = procesos.vigente() or Proceso.objects.order_by("-cargado_en").first()
    if proceso is None:
        raise NoEncontrado("No hay una elección cargada.")
    return proceso


def hoy(proceso: Proceso) -> date:
    """Día local de esa elección."""
    return procesos.definicion(proceso.clave).calendario.dia_local(reloj.ahora())
