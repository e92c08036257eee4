"""Cuestionario de identidad, en una página, y consentimiento. Solo quien captura por la persona."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from conoceles.candidaturas.consultas import edad_registrada, obtener
from conoceles.captura import formulario, orden, temas
from conoceles.captura.lista import siguiente_incompleta
from conoceles.captura.preguntas import en_palabras
from conoceles.captura.vistas.comun import Caso, cerrada, de_candidatura
from conoceles.captura.vistas.respuestas import (
    Alrededor,
    autoguardado,
    conflicto,
    de_errores,
    guardada,
    pagina,
)
from conoceles.cuentas.acceso import con_preguntas, senala_ocultos
from conoceles.expediente.actos import operaciones as expediente
from conoceles.identidad import borradores
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErroresDeCampos
from conoceles.proceso.definicion import Seccion
from conoceles.proceso.preguntas.cuestionario import Respuesta, Respuestas
from conoceles.proceso.preguntas.validacion import Hallazgo, limpiar, revisar_seccion


@senala_ocultos
@con_preguntas(en_palabras)
@de_candidatura("GET", "POST")
def cuestionario(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Todas las preguntas en una página, tema por tema; el consentimiento va después, aparte."""
    secciones = caso.definicion.identidad.secciones
    con_edad = temas.con_edad(secciones, edad_registrada(caso.candidatura))
    return _parte(request, caso, temas.de_una_vez(con_edad))


@senala_ocultos
@con_preguntas(en_palabras)
@de_candidatura("GET", "POST")
def consentimiento(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Tres respuestas separadas, ninguna marcada de antemano."""
    return _parte(request, caso, temas.consentimiento(caso.definicion))


def _parte(request: HttpRequest, caso: Caso, seccion: Seccion) -> HttpResponseBase:
    caso.exigir_identidad()
    if not caso.abre("identidad"):
        return cerrada(request, caso)
    respuestas, version = borradores.leer(candidatura=caso.candidatura, por=caso.alcance)
    if request.method == "POST":
        return _guardar(request, caso, seccion, respuestas, version)
    hallazgos = revisar_seccion(seccion, respuestas, envio=True) if "revisar" in request.GET else []
    hallazgos += _contradicciones(caso, seccion, respuestas)
    return _pagina(request, caso, seccion, respuestas, respuestas, version=version, hallazgos=hallazgos)


def _contradicciones(caso: Caso, seccion: Seccion, respuestas: dict[str, Respuesta]) -> list[Hallazgo]:
    if seccion.clave != temas.CUESTIONARIO:
        return []
    return temas.contradicciones(caso.definicion, respuestas, edad_registrada(caso.candidatura))


def _pagina(
    request: HttpRequest,
    caso: Caso,
    seccion: Seccion,
    vistas: dict[str, Respuesta],
    base: dict[str, Respuesta],
    *,
    version: int,
    hallazgos: list[Hallazgo],
    status: int = 200,
) -> HttpResponseBase:
    return pagina(
        request,
        caso,
        seccion,
        vistas,
        **_alrededor(caso, seccion, base),
        version=version,
        hallazgos=hallazgos,
        status=status,
    )


def _alrededor(caso: Caso, seccion: Seccion, base: Respuestas) -> Alrededor:
    """Lo que la página dice además de sus preguntas."""
    identidad, original = caso.definicion.identidad, temas.marca(seccion, base)
    if seccion.clave == temas.CLAVE:
        return {"original": original, "efecto": caso.efecto_del_si, "sigue_otra": caso.responde}
    return {
        "original": original,
        "temas": identidad.secciones,
        "cuestionario": identidad,
        "para_todas": temas.para_todas(identidad.secciones),
    }


def _guardar(
    request: HttpRequest, caso: Caso, seccion: Seccion, respuestas: dict[str, Respuesta], version: int
) -> HttpResponseBase:
    crudos = formulario.leer(seccion.campos, request.POST)
    if request.POST.get("original") != temas.marca(seccion, respuestas):
        choque = _alrededor(caso, seccion, respuestas)
        return conflicto(request, caso, seccion, crudos, respuestas, version=version, **choque)
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
        hallazgos = de_errores(error)
        return _pagina(
            request, caso, seccion, crudos, respuestas, version=version, hallazgos=hallazgos, status=422
        )
    except Conflicto:
        ahora, version = borradores.leer(candidatura=caso.candidatura, por=caso.alcance)
        choque = _alrededor(caso, seccion, ahora)
        return conflicto(request, caso, seccion, crudos, ahora, version=version, **choque)
    if autoguardado(request):
        return guardada(nueva, temas.marca(seccion, juntas))
    return redirect(_siguiente(request, caso, seccion, juntas))


def _juntar(
    caso: Caso, seccion: Seccion, respuestas: dict[str, Respuesta], crudos: dict[str, Respuesta]
) -> dict[str, Respuesta]:
    """Lo contestado aquí con lo de la otra parte; lo que se desmarcó se quita."""
    propias = {c.clave for c in seccion.campos}
    ajenas = {k: v for k, v in respuestas.items() if k not in propias}
    return temas.combinar(caso.definicion.identidad, ajenas, limpiar(seccion, crudos))


def _siguiente(request: HttpRequest, caso: Caso, seccion: Seccion, respuestas: dict[str, Respuesta]) -> str:
    """La misma página si falta algo, o si contradice la edad y todavía no se le avisaba; si no, lo que sigue."""
    if request.POST.get("accion") == "guardar":
        return f"{request.path}?guardado=1"
    if any(h.nivel == "error" for h in revisar_seccion(seccion, respuestas, envio=True)):
        return f"{request.path}?guardado=1&revisar=1"
    vistas = request.POST.get("vistas", "").split()
    for nueva in (h.campo for h in _contradicciones(caso, seccion, respuestas) if h.campo not in vistas):
        return f"{request.path}?guardado=1#{nueva}"
    if seccion.clave == temas.CLAVE:
        otra = request.POST.get("accion") == "otra" and caso.responde
        return _otra_persona(caso) if otra else orden.siguiente(caso, temas.CUESTIONARIO)
    return reverse("captura_consentimiento", args=[caso.folio])


def _otra_persona(caso: Caso) -> str:
    """Lo que falta de la que sigue; si a ninguna le falta nada, verificarlas y enviarlas juntas."""
    folio, parte = siguiente_incompleta(caso.alcance, salvo=caso.folio)
    if not folio:
        return reverse("captura_conjunto")
    return orden.direccion(Caso(obtener(caso.alcance, folio), caso.alcance), parte)
