"""El reloj del sistema: comprobar la hora y reanudar el calendario, o avisar que el sistema se detendrá."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from conoceles.candidaturas.alcances import alcance
from conoceles.cuentas.acceso import vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.nucleo import reloj as dominio
from conoceles.nucleo.errores import ErrorDeDominio, por_campo
from conoceles.nucleo.pantallas import codigo, momento
from conoceles.pulso import consultas, operaciones
from conoceles.pulso.lectura import leer


@vista("GET", "POST", para=ADMINISTRAN)
def reloj(request: HttpRequest) -> HttpResponse:
    """Qué hora tiene cada parte y qué está detenido; reanudar pide comprobarla y decir qué pasó."""
    error = None
    if request.method == "POST":
        try:
            operaciones.reanudar(
                nota=request.POST.get("nota", ""),
                comprobada=request.POST.get("comprobada") == "si",
                por=alcance(request),
                ahora=dominio.ahora(),
            )
            return redirect("revision_reloj")
        except ErrorDeDominio as falta:
            error = falta
    return _pagina(request, error)


@vista("POST", para=ADMINISTRAN)
def ausencia(request: HttpRequest) -> HttpResponse:
    """Avisar que el sistema estará detenido."""
    hasta = momento(request.POST.get("hasta", ""), settings.TIME_ZONE)
    try:
        if hasta is None:
            raise ErrorDeDominio("Escriba el día y la hora en que volverá.", campo="hasta")
        operaciones.avisar_ausencia(
            hasta=hasta, motivo=request.POST.get("motivo", ""), por=alcance(request), ahora=dominio.ahora()
        )
    except ErrorDeDominio as error:
        return _pagina(request, error)
    return redirect("revision_reloj")


def _pagina(request: HttpRequest, error: ErrorDeDominio | None) -> HttpResponse:
    contexto = {
        "pared": leer().pared,
        "dominio": dominio.ahora(),
        "pulso": consultas.ultimo_latido(),
        "frenos": [(freno, consultas.frase(freno)) for freno in consultas.frenos()],
        "avisadas": consultas.ausencias(),
        "levantados": consultas.levantados(),
        "dicho": request.POST,
        "error": error,
        "errores": por_campo(error),
    }
    return render(request, "revision/reloj.html", contexto, status=codigo(error))
