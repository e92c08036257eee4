"""La fotografía: se sube, se recorta y se ve como se publicará."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from conoceles.captura import orden
from conoceles.captura.vistas.comun import Caso, cerrada, de_candidatura
from conoceles.curricular import consultas
from conoceles.curricular.fotografias import ENCUADRES, encuadre_de, fecha_de, meses_antes
from conoceles.expediente.actos import operaciones
from conoceles.expediente.consultas import notas_de_observacion
from conoceles.nucleo import archivos, reloj
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.pantallas import codigo

CLAVE = "fotografia"


@de_candidatura("GET", "POST")
def fotografia(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Subir o cambiar la fotografía; cada rechazo dice la razón junto al campo."""
    if not caso.abre(CLAVE):
        return cerrada(request, caso)
    error: ErrorDeDominio | None = None
    if request.method == "POST":
        try:
            return _guardar(request, caso)
        except ErrorDeDominio as rechazo:
            error = rechazo
    reglas = caso.definicion.fotografia
    hoy = caso.definicion.calendario.dia_local(reloj.ahora())
    contexto = {
        "caso": caso,
        "fotografia": consultas.fotografia(caso.candidatura),
        "reglas": reglas,
        "kilobytes": reglas.maximo_bytes // 1000,
        "hoy": hoy,
        "desde": meses_antes(hoy, reglas.antiguedad_meses),
        "fecha_toma": request.POST.get("fecha_toma", ""),
        "error": error,
        "nota": notas_de_observacion(caso.candidatura).get(CLAVE, ""),
        "encuadres": ENCUADRES,
        "encuadre": request.POST.get("encuadre", "retrato"),
        "sigue": orden.siguiente(caso, CLAVE),
    }
    return render(request, "captura/fotografia.html", contexto, status=codigo(error))


@de_candidatura("GET")
def imagen(request: HttpRequest, caso: Caso) -> HttpResponse:
    """La imagen guardada, solo para quien captura."""
    guardada = consultas.fotografia(caso.candidatura)
    if guardada is None:
        raise Http404
    return HttpResponse(archivos.leer(guardada.sha256), content_type=f"image/{guardada.formato}")


def _guardar(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    seguir = request.POST.get("accion") != "guardar"
    archivo = request.FILES.get("archivo")
    if archivo is None:
        if seguir and consultas.fotografia(caso.candidatura):
            return redirect(orden.siguiente(caso, CLAVE))
        raise ErrorDeDominio("Elija el archivo de la fotografía.", campo="archivo")
    operaciones.guardar_fotografia(
        candidatura=caso.candidatura,
        archivo=archivo.read(),
        fecha_toma=fecha_de(request.POST),
        encuadre=encuadre_de(request.POST),
        por=caso.alcance,
        ahora=reloj.ahora(),
    )
    return redirect(orden.siguiente(caso, CLAVE) if seguir else request.path)
