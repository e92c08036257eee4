"""De qué elección es cada petición: la que dice su dirección, la de la candidatura que nombra o la única que hay."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, set_script_prefix
from django.utils import timezone

from conoceles.candidaturas.alcances import elecciones_de
from conoceles.candidaturas.models import Candidatura
from conoceles.cuentas import escrito
from conoceles.marco.direcciones import DE_ELECCION, en_eleccion
from conoceles.proceso import consultas as procesos
from conoceles.proceso.models import Proceso

RECUERDO = "eleccion"  # la última que vio, para quien entra sin decir cuál
Vista = Callable[..., HttpResponseBase]
Responder = Callable[[HttpRequest], HttpResponseBase]
DE_LA_CUENTA = ("cuenta/", "salud/", "estatico/", "emblema.svg", "acceso/")


def leer_direccion(responder: Responder) -> Responder:
    """Quita `/eleccion/CLAVE` de la ruta y lo deja en las direcciones que la respuesta lleve."""

    def envuelta(request: HttpRequest) -> HttpResponseBase:
        hallada = DE_ELECCION.fullmatch(request.path_info)
        request.eleccion, request.eleccion_pedida = "", hallada[1] if hallada else ""  # type: ignore[attr-defined]
        if hallada is None:
            return responder(request)
        antes = get_script_prefix()
        request.path_info = hallada[2]
        set_script_prefix(f"{antes}eleccion/{hallada[1]}/")
        try:
            return responder(request)
        finally:
            set_script_prefix(antes)

    return envuelta


class Elegir:
    """Después de saber quién es: que la elección sea suya, que ningún acto caiga en la que no se ve, y la hora, la de ella."""

    def __init__(self, responder: Responder) -> None:
        self.responder = responder

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.responder(request)
        finally:
            timezone.deactivate()

    def process_view(
        self, request: HttpRequest, vista: Vista, args: tuple[object, ...], kwargs: dict[str, str]
    ) -> HttpResponseBase | None:
        pedida: str = request.eleccion_pedida  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            _ver(request, _existente(pedida))
            return None
        suyas = elecciones_de(request)
        if pedida and pedida not in suyas:
            raise Http404
        abiertas = [c for c in procesos.abiertas() if c in suyas]
        hallada = pedida or (_de_la_candidatura(kwargs, suyas) if len(suyas) > 1 else "")
        sola = abiertas or ([] if request.user.es_institucional else suyas)
        _ver(request, hallada or next(iter(sola), ""))
        if pedida:
            _recordar(request, pedida, abiertas)
            return None
        if len(abiertas) < 2 or _es_de_la_cuenta(request):
            return None
        return _sin_decir_cual(request, vista, hallada, abiertas)


def _ver(request: HttpRequest, clave: str) -> None:
    """La elección que se ve, con las horas en su huso."""
    request.eleccion = clave  # type: ignore[attr-defined]
    if clave:
        vista = request.definicion = procesos.definicion(clave)  # type: ignore[attr-defined]
        timezone.activate(vista.calendario.zona)


def _existente(pedida: str) -> str:
    """La que ve quien no ha entrado; 404 si no existe."""
    if pedida and not Proceso.objects.filter(pk=pedida).exists():
        raise Http404
    return pedida


def _de_la_candidatura(kwargs: dict[str, str], suyas: list[str]) -> str:
    """La de la candidatura que nombra la dirección, si es de las suyas."""
    filas = Candidatura.objects.filter(folio=kwargs.get("folio", ""), proceso__in=suyas)
    return filas.values_list("proceso_id", flat=True).first() or ""


def _es_de_la_cuenta(request: HttpRequest) -> bool:
    """Pantallas de la persona o de la instalación, iguales en toda elección."""
    return request.path_info.removeprefix("/").startswith(DE_LA_CUENTA)


def _recordar(request: HttpRequest, pedida: str, abiertas: list[str]) -> None:
    if len(abiertas) > 1 and request.session.get(RECUERDO) != pedida:
        request.session[RECUERDO] = pedida


def _sin_decir_cual(
    request: HttpRequest, vista: Vista, hallada: str, abiertas: list[str]
) -> HttpResponse | None:
    """Para leer, la lleva a la suya; para un acto sin candidatura, no se adivina: no se hace y se devuelve lo escrito."""
    if request.method in ("GET", "HEAD"):
        recordada = request.session.get(RECUERDO)
        clave = hallada or (recordada if recordada in abiertas else abiertas[0])
        consulta = request.META.get("QUERY_STRING", "")
        return redirect(en_eleccion(request.path_info, clave) + (f"?{consulta}" if consulta else ""))
    if hallada:
        return None
    contexto = {
        "escrito": escrito.en_palabras(request.POST, vista),
        "abiertas": [(procesos.definicion(c).nombre, en_eleccion(request.path_info, c)) for c in abiertas],
    }
    return render(request, "privado/elija_eleccion.html", contexto, status=409)
