"""Secciones del cuestionario curricular."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from conoceles.captura import formulario, orden
from conoceles.captura.preguntas import en_palabras
from conoceles.captura.vistas.comun import Caso, cerrada, de_candidatura
from conoceles.captura.vistas.respuestas import autoguardado, conflicto, de_errores, guardada, pagina
from conoceles.cuentas.acceso import con_preguntas, senala_ocultos
from conoceles.curricular import consultas
from conoceles.curricular.operaciones import BorradorAjeno
from conoceles.expediente.actos import operaciones
from conoceles.expediente.consultas import notas_de_observacion
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import ErroresDeCampos
from conoceles.proceso.definicion import Seccion
from conoceles.proceso.preguntas.cuestionario import Respuesta
from conoceles.proceso.preguntas.validacion import limpiar, revisar_seccion


@senala_ocultos
@con_preguntas(en_palabras)
@de_candidatura("GET", "POST")
def seccion(request: HttpRequest, caso: Caso, seccion: str) -> HttpResponseBase:
    """Una sección: se llena, se guarda como borrador y dice qué le falta."""
    definida = _definida(caso, seccion)
    if not caso.abre(seccion):
        return cerrada(request, caso)
    if request.method == "POST":
        return _guardar(request, caso, definida)
    contenido, version = consultas.borrador(caso.candidatura).get(seccion, ({}, 0))
    hallazgos = revisar_seccion(definida, contenido, envio=True) if "revisar" in request.GET else []
    nota = notas_de_observacion(caso.candidatura).get(seccion, "")
    return pagina(request, caso, definida, contenido, version=version, hallazgos=hallazgos, nota=nota)


def _definida(caso: Caso, clave: str) -> Seccion:
    for definida in caso.definicion.curricular.secciones:
        if definida.clave == clave:
            return definida
    raise Http404


def _guardar(request: HttpRequest, caso: Caso, definida: Seccion) -> HttpResponseBase:
    crudos = formulario.leer(definida.campos, request.POST)
    version = formulario.version(request.POST)
    try:
        contenido = limpiar(definida, crudos)
        nueva = operaciones.guardar_seccion(
            candidatura=caso.candidatura,
            seccion=definida.clave,
            contenido=contenido,
            version=version,
            por=caso.alcance,
            ahora=reloj.ahora(),
        )
    except ErroresDeCampos as error:
        return pagina(
            request, caso, definida, crudos, version=version, hallazgos=de_errores(error), status=422
        )
    except BorradorAjeno as ajeno:
        return conflicto(request, caso, definida, crudos, ajeno.actual, version=ajeno.version)
    if autoguardado(request):
        return guardada(nueva)
    return _siguiente(request, caso, definida, contenido)


def _siguiente(
    request: HttpRequest, caso: Caso, definida: Seccion, contenido: dict[str, Respuesta]
) -> HttpResponseBase:
    """A la parte que sigue si quedó bien; si no, a la misma con lo que falta (ya guardada)."""
    hallazgos = revisar_seccion(definida, contenido, envio=True)
    misma = reverse("captura_seccion", args=[caso.folio, definida.clave])
    if request.POST.get("accion") == "guardar":
        return redirect(f"{misma}?guardado=1")
    if any(h.nivel == "error" for h in hallazgos):
        return redirect(f"{misma}?guardado=1&revisar=1")
    return redirect(orden.siguiente(caso, definida.clave))
