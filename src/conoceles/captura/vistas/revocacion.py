"""Después de enviar: retirar el permiso de publicar, o contestar otra vez el consentimiento."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from conoceles.bitacora import consultas as bitacora
from conoceles.bitacora.actos import Acto
from conoceles.captura import formulario, previas, temas
from conoceles.captura.pantalla import campos_en_pantalla
from conoceles.captura.verificacion import senalados
from conoceles.captura.vistas.comun import Caso, de_candidatura
from conoceles.cuentas.acceso import cuenta
from conoceles.expediente.models import Envio
from conoceles.identidad import consultas
from conoceles.identidad.permisos import consentimiento
from conoceles.marco.acuses import de
from conoceles.marco.confirmar import falta
from conoceles.nucleo import reloj
from conoceles.nucleo.errores import Conflicto
from conoceles.nucleo.pantallas import codigo
from conoceles.proceso.preguntas.validacion import limpiar, revisar_seccion


@de_candidatura("GET", "POST", tras_aviso=False, de_derechos=True)
def revocar(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Se explica qué pasa, se confirma y queda constancia. No espera a que se lea un aviso nuevo."""
    _exigir_envio(caso)
    permiso = consultas.permiso(caso.candidatura, por=caso.alcance)
    surte = permiso is not None and permiso.surten != []
    previa, error = previas.revocar(caso.candidatura, surte=surte), None
    vigente = permiso is not None and permiso.publicacion
    if request.method == "POST":
        error = falta(request, previa) if vigente else None
        if vigente and error is None:
            consentimiento.revocar(candidatura=caso.candidatura, por=caso.alcance, ahora=reloj.ahora())
        if error is None:  # el segundo clic de quien ya lo retiró lleva a su constancia
            return redirect("captura_revocar", folio=caso.folio)
    constancias = bitacora.de_folio("identidad", caso.folio).filter(acto=Acto.CONSENTIMIENTO_REVOCADO)
    contexto = {
        "caso": caso,
        "vigente": vigente,
        "espera": permiso is not None and permiso.por_firmar,
        "surte": surte,
        "previa": previa,
        "constancia": (ultima := constancias.last()),
        "acuse": de(cuenta(request), "identidad", ultima.id) if ultima else None,
        "error": error,
    }
    return render(request, "captura/revocar.html", contexto, status=codigo(error))


@de_candidatura("GET", "POST", de_derechos=True)
def contestar(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Publicación y estadística otra vez, sin nada marcado. El tratamiento queda como se envió."""
    _exigir_envio(caso)
    seccion = temas.consentimiento_tras_enviar(caso.definicion)
    hallazgos, crudos = [], {}
    if request.method == "POST":
        crudos = formulario.leer(seccion.campos, request.POST)
        respuestas = limpiar(seccion, crudos)
        hallazgos = revisar_seccion(seccion, respuestas, envio=True)
        if not hallazgos:
            consentimiento.cambiar(
                candidatura=caso.candidatura,
                consentimiento=consentimiento.de_respuestas(respuestas),
                aviso_version=caso.definicion.version_de_avisos,
                por=caso.alcance,
                ahora=reloj.ahora(),
            )
            return redirect("captura_formatos", folio=caso.folio)
    contexto = {
        "caso": caso,
        "seccion": seccion,
        "campos": campos_en_pantalla(seccion.campos, crudos, hallazgos),
        "errores": senalados(hallazgos, seccion.campos),
        "efecto": caso.efecto_del_si,
    }
    return render(request, "captura/contestar.html", contexto, status=422 if hallazgos else 200)


def _exigir_envio(caso: Caso) -> None:
    if not Envio.objects.filter(candidatura=caso.candidatura).exists():
        raise Conflicto("Todavía no se envía nada: cambie la respuesta en el consentimiento.")
