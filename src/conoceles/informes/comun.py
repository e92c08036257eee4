"""Lo común a las vistas de esta sala: de qué elección se habla y cómo se contesta un rechazo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas import acceso
from conoceles.cuentas.models import ADMINISTRAN, Papel
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio, NoEncontrado
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso

LEEN = (Papel.ADMINISTRACION, Papel.CONSULTA)
Vista = Callable[..., HttpResponse]


def vista(*metodos: str, para: Iterable[str]) -> Callable[[Vista], Vista]:
    """Como `acceso.vista`, y vuelve 409 los rechazos del dominio."""

    def envolver(funcion: Vista) -> Vista:
        @acceso.vista(*metodos, para=para)
        @wraps(funcion)
        def envuelta(request: HttpRequest, **datos: object) -> HttpResponse:
            try:
                return funcion(request, **datos)
            except ErrorDeDominio as error:
                return acceso.rechazo(request, error.mensaje, volver=reverse("informes"))

        return envuelta

    return envolver


def decide(request: HttpRequest) -> bool:
    """Si quien entró genera y avanza informes, o solo los lee."""
    return acceso.cuenta(request).papel in ADMINISTRAN


def elegido(request: HttpRequest) -> Proceso:
    """La elección que ve o, sin ninguna en curso, la archivada más reciente. `NoEncontrado` si no hay ninguna."""
    proceso = procesos.elegida(alcance(request)) or Proceso.objects.order_by("-cargado_en").first()
    if proceso is None:
        raise NoEncontrado("No hay una elección cargada.")
    return proceso


def hoy(proceso: Proceso) -> date:
    """Día local de esa elección."""
    return procesos.definicion(proceso.clave).calendario.dia_local(reloj.ahora())
