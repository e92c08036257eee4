"""Cuestionario de identidad, tema por tema, y consentimiento. Solo quien captura por la persona."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.captura import formulario, temas
from conoceles.captura.vistas.comun import Caso, cerrada, de_candidatura
from conoceles.captura.vistas.respuestas import autoguardado, conflicto, de_errores, guardada, pagina
from conoceles.captura.vistas.tareas import ETIQUETAS_DE_TAREA
from conoceles.expediente.actos import operaciones as expediente
from conoceles.identidad import borradores
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos
from conoceles.proceso.definicion import Seccion
from conoceles.proceso.validacion import limpiar, revisar_seccion


@de_candidatura("GET")
def indice(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Por qué se pregunta, qué pasa con las respuestas y los temas con su avance."""
    caso.exigir_identidad()
    if not caso.abre("identidad"):
        return cerrada(request, caso)
    respuestas, _ = borradores.leer(candidatura=caso.candidatura, por=caso.alcance)
    avances = [temas.avance(s, respuestas) for s in temas.todos(caso.definicion)]
    renglones = [(a, ETIQUETAS_DE_TAREA[a.estado]) for a in avances]
    contexto = {"caso": caso, "renglones": renglones, "cuestionario": caso.definicion.identidad}
    return render(request, "captura/identidad.html", contexto)


@de_candidatura("GET", "POST")
def consentimiento(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Tres respuestas separadas, ninguna marcada de antemano."""
    return _tema(request, caso, temas.consentimiento(caso.definicion))


@de_candidatura("GET", "POST")
def tema(request: HttpRequest, caso: Caso, tema: str) -> HttpResponseBase:
    """Un tema del cuestionario."""
    for seccion in caso.definicion.identidad.secciones:
        if seccion.clave == tema:
            return _tema(request, caso, seccion)
    raise Http404


def _tema(request: HttpRequest, caso: Caso, seccion: Seccion) -> HttpResponseBase:
    caso.exigir_identidad()
    if not caso.abre("identidad"):
        return cerrada(request, caso)
    respuestas, version = borradores.leer(candidatura=caso.candidatura, por=caso.alcance)
    if request.method == "POST":
        return _guardar(request, caso, seccion, respuestas, version)
    hallazgos = revisar_seccion(seccion, respuestas, envio=True) if "revisar" in request.GET else []
    return _pagina(request, caso, seccion, respuestas, respuestas, version=version, hallazgos=hallazgos)


def _pagina(
    request: HttpRequest,
    caso: Caso,
    seccion: Seccion,
    vistas: dict[str, Any],
    base: dict[str, Any],
    **mas: Any,
) -> HttpResponseBase:
    return pagina(
        request,
        caso,
        seccion,
        vistas,
        original=temas.marca(seccion, base),
        efecto=caso.efecto_del_si if seccion.clave == temas.CLAVE else "",
        por_que_abierto=True,
        **mas,
    )


def _guardar(
    request: HttpRequest, caso: Caso, seccion: Seccion, respuestas: dict[str, Any], version: int
) -> HttpResponseBase:
    crudos = formulario.leer(seccion.campos, request.POST)
    original = temas.marca(seccion, respuestas)
    choque: dict[str, Any] = {"version": version, "original": original}
    if request.POST.get("original") != original:
        return conflicto(request, caso, seccion, crudos, respuestas, **choque)
    try:
        juntas = _juntar(caso, seccion, respuestas, crudos)
        nueva = expediente.guardar_identidad(
            candidatura=caso.candidatura,
            respuestas=juntas,
            version=version,
            por=caso.alcance,
            ahora=reloj.ahora(),
            consiente=seccion.clave == temas.CLAVE,
        )
    except ErroresDeCampos as error:
        dicho: dict[str, Any] = {"version": version, "hallazgos": de_errores(error), "status": 422}
        return _pagina(request, caso, seccion, crudos, respuestas, **dicho)
    except Conflicto:
        ahora, version = borradores.leer(candidatura=caso.candidatura, por=caso.alcance)
        choque |= {"version": version, "original": temas.marca(seccion, ahora)}
        return conflicto(request, caso, seccion, crudos, ahora, **choque)
    if autoguardado(request):
        return guardada(nueva, temas.marca(seccion, juntas))
    return redirect(_siguiente(caso, seccion, juntas))


def _juntar(
    caso: Caso, seccion: Seccion, respuestas: dict[str, Any], crudos: dict[str, Any]
) -> dict[str, Any]:
    """Lo contestado aquí con lo de los demás temas; lo que se desmarcó se quita."""
    propias = {c.clave for c in seccion.campos}
    ajenas = {k: v for k, v in respuestas.items() if k not in propias}
    return temas.combinar(caso.definicion.identidad, ajenas, limpiar(seccion, crudos))


def _siguiente(caso: Caso, seccion: Seccion, respuestas: dict[str, Any]) -> str:
    """El mismo tema si algo falta; si no, el que sigue o el índice."""
    if any(h.nivel == "error" for h in revisar_seccion(seccion, respuestas, envio=True)):
        return f"{_direccion(caso, seccion)}?guardado=1&revisar=1"
    orden = temas.todos(caso.definicion)
    claves = [s.clave for s in orden]
    lugar = claves.index(seccion.clave) + 1
    return (
        _direccion(caso, orden[lugar]) if lugar < len(orden) else reverse("captura_tareas", args=[caso.folio])
    )


def _direccion(caso: Caso, seccion: Seccion) -> str:
    if seccion.clave == temas.CLAVE:
        return reverse("captura_consentimiento", args=[caso.folio])
    return reverse("captura_tema", args=[caso.folio, seccion.clave])
