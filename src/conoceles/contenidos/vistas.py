"""Lista de contenidos, edición con vista previa, historia y exportación. Solo administración."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from conoceles.bitacora.actos import Acto
from conoceles.candidaturas.alcances import alcance
from conoceles.contenidos import consultas, formulario, legible
from conoceles.contenidos.consecuencias import de_propuesta, por_confirmar
from conoceles.contenidos.previa import como_se_ve
from conoceles.cuentas import acceso
from conoceles.cuentas.models import ADMINISTRAN
from conoceles.marco.acuses import acuse, con_acuse
from conoceles.marco.confirmar import falta
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto, ErrorDeDominio
from conoceles.nucleo.pantallas import codigo, descarga
from conoceles.proceso import actos
from conoceles.proceso import consultas as procesos
from conoceles.proceso.contenido import enmiendas, espera
from conoceles.proceso.contenido.edicion import Valor, valor
from conoceles.proceso.contenido.fuentes import paquete
from conoceles.proceso.contenido.piezas import Pieza
from conoceles.proceso.definicion import Acuerdo
from conoceles.proceso.models import Proceso

Vista = Callable[..., HttpResponse]


def de_administracion(*metodos: str) -> Callable[[Vista], Vista]:
    """Para quien administra, y con una elección en curso; un rechazo es 409."""

    def envolver(vista: Vista) -> Vista:
        @acceso.vista(*metodos, para=ADMINISTRAN)
        @wraps(vista)
        def envuelta(request: HttpRequest, **datos: object) -> HttpResponse:
            try:
                return vista(request, consultas.elegido(alcance(request)), **datos)
            except ErrorDeDominio as error:
                return acceso.rechazo(request, error.mensaje, volver=reverse("contenidos"))

        return envuelta

    return envolver


@de_administracion("GET")
def inicio(request: HttpRequest, proceso: Proceso) -> HttpResponse:
    """Cada pieza con su valor vigente, quién la cambió y con qué acto."""
    definicion = procesos.definicion(proceso.clave)
    grupos = consultas.grupos(proceso)
    contexto = {
        "proceso": proceso,
        "propuesto": espera.pendiente(proceso.clave),
        "grupos": grupos,
        "sin_preguntas": all(grupo.clave != "preguntas" for grupo in grupos),
        "faltan": (*actos.faltan(definicion, "captura"), *actos.faltan(definicion, "publicacion")),
    }
    return render(request, "contenidos/inicio.html", contexto)


@de_administracion("GET")
def historia(request: HttpRequest, proceso: Proceso) -> HttpResponse:
    """Todas las enmiendas."""
    contexto = {"proceso": proceso, "hechas": consultas.historia(proceso), "acuse": acuse(request)}
    return render(request, "contenidos/historia.html", contexto)


@de_administracion("POST")
def exportar(request: HttpRequest, proceso: Proceso) -> HttpResponse:
    """La carpeta de la elección con sus enmiendas, en un .zip."""
    fuentes = enmiendas.exportar(proceso=proceso.clave, por=alcance(request), ahora=reloj.ahora())
    return descarga(paquete(fuentes, proceso.clave), "application/zip", f"{proceso.clave}.zip")


@dataclass(frozen=True)
class Edicion:
    """Lo que alguien tiene en su pantalla: la pieza, lo escrito y la marca de lo que veía al empezar."""

    proceso: Proceso
    pieza: Pieza
    escrito: dict[str, str]
    visto: str


@de_administracion("GET", "POST")
def pieza(request: HttpRequest, proceso: Proceso, pieza: str) -> HttpResponse:
    """Editar, ver cómo queda y guardar: nada se guarda sin haberse visto."""
    editada = enmiendas.pieza_de(proceso, pieza)
    if request.method == "GET":
        vigente = valor(proceso.fuentes, editada)
        escrito = formulario.escritos(editada, vigente)
        return _editar(request, Edicion(proceso, editada, escrito, enmiendas.marca(vigente)))
    escrito = formulario.recibidos(editada, request.POST)
    edicion = Edicion(proceso, editada, escrito, request.POST.get("visto", ""))
    if request.POST.get("accion") == "editar":
        return _editar(request, edicion)
    hoy = procesos.definicion(proceso.clave).calendario.dia_local(reloj.ahora())
    dicho, acuerdo, errores = formulario.leer(editada, escrito, hoy)
    if errores:
        return _editar(request, edicion, errores)
    seguir = _guardar if request.POST.get("accion") == "guardar" else _ver
    try:
        return seguir(request, edicion, dicho, acuerdo)
    except Conflicto as error:
        proceso.refresh_from_db()
        marca = enmiendas.marca(valor(proceso.fuentes, editada))
        return _editar(request, replace(edicion, visto=marca), formulario.por_campo(editada, error))
    except ErrorDeDominio as error:
        return _editar(request, edicion, formulario.por_campo(editada, error))


def _ver(
    request: HttpRequest,
    edicion: Edicion,
    dicho: Valor,
    acuerdo: Acuerdo,
    error: ErrorDeDominio | None = None,
) -> HttpResponse:
    """Cómo quedaría, qué cambia y para quién."""
    propuesta, ahora = enmiendas.proponer(edicion.proceso, edicion.pieza, dicho, acuerdo), reloj.ahora()
    contexto = {
        "pieza": edicion.pieza,
        "escrito": edicion.escrito,
        "visto": edicion.visto,
        "cambios": legible.cambios(edicion.pieza, propuesta.antes, propuesta.despues),
        "consecuencias": de_propuesta(propuesta, ahora),
        "previa": por_confirmar(propuesta, ahora),
        "error": error,
        "vista": como_se_ve(propuesta),
        "acto": acuerdo,
    }
    return render(request, "contenidos/previa.html", contexto, status=codigo(error))


def _guardar(request: HttpRequest, edicion: Edicion, dicho: Valor, acuerdo: Acuerdo) -> HttpResponse:
    """Lo del calendario, solo confirmado; lo que hacen dos, queda propuesto. Deja acuse."""
    propuesta, ahora = enmiendas.proponer(edicion.proceso, edicion.pieza, dicho, acuerdo), reloj.ahora()
    previa = por_confirmar(propuesta, ahora)
    if previa and (error := falta(request, previa)):
        return _ver(request, edicion, dicho, acuerdo, error)
    de_dos = propuesta.la_piden_dos(ahora)
    (enmiendas.pedir if de_dos else enmiendas.enmendar)(
        proceso=edicion.proceso.clave,
        pieza=edicion.pieza.clave,
        dicho=dicho,
        acuerdo=acuerdo,
        visto=edicion.visto,
        por=alcance(request),
        ahora=ahora,
    )
    if de_dos:
        return redirect("contenidos_propuesto")
    return con_acuse(
        request, reverse("contenidos_pieza", args=[edicion.pieza.clave]), Acto.DEFINICION_ENMENDADA
    )


def _editar(request: HttpRequest, edicion: Edicion, errores: dict[str, str] | None = None) -> HttpResponse:
    pieza, escrito = edicion.pieza, edicion.escrito
    definicion = procesos.definicion(edicion.proceso.clave)
    contexto = {
        "pieza": pieza,
        "campos": formulario.campos(pieza.datos, escrito, errores or {}),
        "acto": formulario.campos(formulario.acto_de(pieza), escrito, errores or {}),
        "visto": edicion.visto,
        "errores": errores,
        "acuse": acuse(request),
        "hechas": consultas.historia(edicion.proceso, pieza.clave),
        "inhabiles": consultas.inhabiles(definicion) if pieza.clave == "inhabiles" else (),
    }
    return render(request, "contenidos/pieza.html", contexto, status=422 if errores else 200)
