"""Lista de tareas de una candidatura y aviso de privacidad."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render

from conoceles.bitacora.estados import SIN_PERFIL, Estado
from conoceles.captura import orden
from conoceles.captura.avance import faltan
from conoceles.captura.lista import lugar
from conoceles.captura.plazo import plazo, ya_paso
from conoceles.captura.vistas.comun import Caso, de_candidatura, sin_leer
from conoceles.expediente import consultas
from conoceles.expediente.actos import copia, invitaciones, operaciones
from conoceles.expediente.calendario.plazos import inicio_de_captura, vence_subsanacion
from conoceles.expediente.consultas import Tarea
from conoceles.expediente.models import Envio
from conoceles.expediente.rondas import abierta
from conoceles.nucleo import reloj
from conoceles.nucleo.pantallas import codigo
from conoceles.nucleo.redaccion.markdown import a_html

ETIQUETAS_DE_TAREA = {
    "vacia": "Sin empezar",
    "en_proceso": "En proceso",
    "completa": "Completa",
    "observada": "Con observación",
}
CON_PERFIL = (Estado.PUBLICADA, Estado.AJUSTADA, Estado.CERRADA)
ETIQUETAS_AJENAS = {"vacia": "Vacía", "completa": "Completa"}


@dataclass(frozen=True)
class TareaEnPantalla:
    tarea: Tarea
    estado: str
    etiqueta: str
    direccion: str


@de_candidatura("GET", tras_aviso=False, de_derechos=True)
def tareas(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Qué está hecho, qué falta y cuánto queda."""
    if caso.solo_derechos:
        contexto = {"caso": caso, "enviada": Envio.objects.filter(candidatura=caso.candidatura).exists()}
        return render(request, "captura/retirada.html", contexto)
    ahora = reloj.ahora()
    ronda = caso.ronda
    enviada = Envio.objects.filter(candidatura=caso.candidatura).exists()
    inicio = inicio_de_captura(ronda) if ronda else None
    correccion = ronda if ronda and ronda.numero > 1 else None
    corregir = vence_subsanacion(caso.definicion, correccion.abierta_en) if correccion else None
    contexto = {
        "caso": caso,
        "tareas": [
            _en_pantalla(caso, t, enviada)
            for t in consultas.tareas(caso.candidatura, ronda, leido=caso.aviso_leido)
        ],
        "aviso_leido": caso.aviso_leido,
        "ronda": ronda,
        "copiables": _copiables(caso) if ronda and ronda.numero == 1 else [],
        "enviada": enviada,
        "invitacion": invitaciones.vigente(caso.candidatura),
        "por_liberar": caso.responde and invitaciones.por_liberar(caso.candidatura),
        "lista": invitaciones.parte_lista(caso.candidatura, ronda),
        "concluida": caso.candidatura.estado in SIN_PERFIL,
        "con_ajuste": caso.candidatura.estado in (Estado.PUBLICADA, Estado.AJUSTADA),
        "faltan": faltan(caso.candidatura, caso.definicion) if ronda else (),
        "perfil": f"{settings.URL_PUBLICA}/{caso.definicion.clave}/candidaturas/{caso.folio}/"
        if caso.candidatura.estado in CON_PERFIL
        else "",
        "plazo": plazo(caso.definicion.calendario, inicio, ahora) if inicio else None,
        "corregir": corregir,
        "tarde": ya_paso(corregir, caso.definicion.calendario, ahora),
    }
    return render(request, "captura/tareas.html", contexto)


def _copiables(caso: Caso) -> list[tuple[str, str]]:
    """Folio y lugar de otras candidaturas suyas de la misma persona, con algo escrito."""
    otras = copia.de_la_misma_persona(caso.candidatura, por=caso.alcance)
    return [(otra.folio, lugar(otra, caso.definicion)) for otra in otras]


def _en_pantalla(caso: Caso, tarea: Tarea, enviada: bool) -> TareaEnPantalla:
    direccion = orden.direccion(caso, tarea.clave)
    if enviada and not tarea.abierta:
        con_datos = tarea.estado != "vacia" or tarea.clave == "identidad"
        estado, etiqueta = ("enviada", "Enviada") if con_datos else ("vacia", "Se envió vacía")
    elif not direccion:
        estado, etiqueta = tarea.estado, ETIQUETAS_AJENAS.get(tarea.estado, "Incompleta")
    else:
        estado, etiqueta = tarea.estado, ETIQUETAS_DE_TAREA[tarea.estado]
    return TareaEnPantalla(tarea, estado, etiqueta, direccion)


@de_candidatura("GET", "POST", tras_aviso=False)
def aviso(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Los dos avisos, enteros, antes del primer campo; se aceptan por versión."""
    version, error = caso.definicion.version_de_avisos, None
    if request.method == "POST":
        error = sin_leer(request, version)
        if error is None:
            operaciones.aceptar_aviso(
                candidatura=caso.candidatura, version=version, por=caso.alcance, ahora=reloj.ahora()
            )
            if abierta(caso.candidatura, reloj.ahora()) is None:
                return redirect("captura_tareas", folio=caso.folio)
            return redirect(orden.siguiente(caso))
    contexto = {
        "caso": caso,
        "avisos": [(a, a_html(a.texto)) for a in caso.definicion.avisos],
        "version": version,
        "leido": caso.aviso_leido,
        "cambio": consultas.avisos_leidos(caso.candidatura, caso.alcance).exists(),
        "error": error,
    }
    return render(request, "captura/aviso.html", contexto, status=codigo(error))
