"""Quién entra a estas pantallas: la propia persona a lo suyo, y administración."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from conoceles.candidaturas import consultas as candidaturas
from conoceles.candidaturas.alcances import alcance as alcance
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import Papel
from conoceles.identidad.matriz import es_la_persona
from conoceles.nucleo import pantallas
from conoceles.nucleo.errores import NoEncontrado
from conoceles.proceso import consultas as proceso

Vista = Callable[..., HttpResponse]


def _vista(*papeles: str, metodos: tuple[str, ...]) -> Callable[[Vista], Vista]:
    """Reservada a esos papeles, y lo que se envía no aparece en ningún informe de error."""

    def envolver(funcion: Vista) -> Vista:
        return vista(*metodos, para=papeles)(sensitive_post_parameters()(funcion))

    return envolver


def de_administracion(*metodos: str) -> Callable[[Vista], Vista]:
    """Solo administración."""
    return _vista(Papel.ADMINISTRACION, metodos=metodos)


def de_la_persona(*metodos: str) -> Callable[[Vista], Vista]:
    """La propia persona candidata; para su partido, su compañera de fórmula o cualquiera más, no existe."""

    def envolver(funcion: Vista) -> Vista:
        @_vista(Papel.CANDIDATURA, Papel.INDEPENDIENTE, metodos=metodos)
        @wraps(funcion)
        def envuelta(request: HttpRequest, folio: str, **datos: object) -> HttpResponse:
            fila = candidaturas.obtener(alcance(request), folio)
            if not es_la_persona(alcance(request), fila):
                raise NoEncontrado("No existe esa candidatura.")
            return funcion(request, fila, **datos)

        return envuelta

    return envolver


def momento(texto: str, fila: Candidatura | None = None) -> datetime | None:
    """Fecha y hora local de la elección, como la da el campo del navegador; `None` si no se entiende."""
    clave = fila.proceso_id if fila else getattr(proceso.vigente(), "clave", "")
    zona = proceso.definicion(clave).calendario.zona if clave else "America/Monterrey"
    return pantallas.momento(texto, zona)
