"""Importar el padrón desde una pantalla: subir, ver qué haría, aceptar pérdidas por su código y confirmar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from conoceles.candidaturas.alcances import alcance
from conoceles.candidaturas.padron.archivo.lectura import DE_UN_PADRON
from conoceles.candidaturas.padron.plantilla import plantilla as en_blanco
from conoceles.cuentas.acceso import cuenta, vista
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.expediente.actos import importacion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.nucleo.recibidos import hijos
from conoceles.proceso import consultas as procesos
from conoceles.revision import padrones

SIN_VER = "-"  # no es huella de ningún ensayo: lo que no se leyó no se confirma
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@vista("GET", "POST", para=ADMINISTRAN)
def importar(request: HttpRequest) -> HttpResponse:
    """Sin archivo, el formulario; con archivo, la simulación; con `confirmar`, lo importa y lo dice; si lo que haría cambió, lo enseña otra vez."""
    padrones.olvidar_abandonados()
    vigente = procesos.elegida(alcance(request))
    contexto: dict[str, object] = {"eleccion": vigente}
    if request.method != "POST" or vigente is None:
        return render(request, "revision/padron.html", contexto)
    try:
        contexto |= _resultado(request, vigente.clave)
    except ErrorDeDominio as error:
        contexto["error"] = error
        return render(request, "revision/padron.html", contexto, status=codigo(error))
    return render(request, "revision/padron.html", contexto)


@vista("GET", para=ADMINISTRAN)
def plantilla(request: HttpRequest) -> HttpResponse:
    """El padrón en blanco de la elección en curso."""
    vigente = procesos.elegida(alcance(request))
    if vigente is None:
        raise Http404
    return descarga(
        en_blanco(procesos.definicion(vigente.clave), ahora=reloj.ahora()),
        XLSX,
        f"padron-{vigente.clave}.xlsx",
    )


def _resultado(request: HttpRequest, proceso: str) -> dict[str, object]:
    quien, subido = str(cuenta(request).pk), request.FILES.get("archivo")
    if subido is not None:
        huella = padrones.guardar(quien, subido.name or "padron", subido.chunks())
    else:
        huella = request.POST.get("huella", "")
    confirma = "confirmar" in request.POST
    try:
        with hijos.larga(segundos=DE_UN_PADRON.segundos), padrones.hallar(quien, huella) as ruta:
            informe = importacion.importar(
                ruta, proceso=proceso, simular=not confirma, por=alcance(request), ahora=reloj.ahora(),
                aceptar=request.POST.getlist("aceptar"), visto=request.POST.get("visto", "") or SIN_VER,
            )  # fmt: skip
    except ErrorDeDominio:
        if confirma and (cuando := padrones.importado(proceso, huella)):
            return {"ya": cuando}
        raise
    if informe.aplica:
        padrones.olvidar(quien)
    cambio = confirma and not informe.aplica and not informe.errores
    return {
        "informe": padrones.presentar(informe), "huella": huella, "hecho": informe.aplica, "cambio": cambio
    }  # fmt: skip
