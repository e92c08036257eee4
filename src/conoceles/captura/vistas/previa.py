"""Ver el perfil exactamente como se publicaría, con y sin consentimiento, antes de enviar.

La página pública usa direcciones relativas: se sirve bajo una ruta con su misma forma y no se le toca nada.
"""

from __future__ import annotations

import mimetypes

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from conoceles.captura import temas
from conoceles.captura.vistas.comun import Caso, cerrada, de_candidatura
from conoceles.curricular import consultas as curricular
from conoceles.expediente.rondas import abierta
from conoceles.identidad import borradores
from conoceles.identidad.permisos import consentimiento, efecto
from conoceles.nucleo import archivos, reloj
from conoceles.publicacion import previa

CON, SIN, ELEGIDO = "con-consentimiento", "sin-consentimiento", "lo-elegido"


@de_candidatura("GET")
def indice(request: HttpRequest, caso: Caso) -> HttpResponseBase:
    """Qué cambia entre consentir y no, y las dos vistas."""
    if abierta(caso.candidatura, reloj.ahora()) is None:
        return cerrada(request, caso)
    contexto = {
        "caso": caso,
        "con": CON,
        "sin": SIN,
        "elegido": ELEGIDO,
        "muestra_grupo": _obligados(caso),
    }
    return render(request, "captura/previa.html", contexto)


@de_candidatura("GET")
def perfil(request: HttpRequest, caso: Caso, modo: str, otro: str) -> HttpResponseBase:
    """La página pública de esta candidatura; los enlaces a otras no llevan a ningún lado."""
    if modo not in (CON, SIN, ELEGIDO) or otro != caso.folio or (modo != SIN and caso.identidad_ajena):
        raise Http404
    if abierta(caso.candidatura, reloj.ahora()) is None:
        return cerrada(request, caso)
    foto = curricular.fotografia(caso.candidatura)
    pagina = HttpResponse(
        previa.perfil(
            caso.candidatura,
            contenido=curricular.contenido(caso.candidatura),
            fotografia=foto.sha256 if foto else "",
            identidad=_identidad(caso, modo),
            ahora=reloj.ahora(),
        )
    )
    return csp_update({"style-src": [SELF, previa.ESTILO]})(lambda _: pagina)(request)


@de_candidatura("GET")
def archivo(request: HttpRequest, caso: Caso, modo: str, nombre: str) -> HttpResponseBase:
    """Hojas y módulos del sitio público, y la fotografía de esta candidatura."""
    if nombre.startswith("fotos/"):
        return _foto(caso, nombre.removeprefix("fotos/"))
    contenido = previa.archivos(caso.candidatura.proceso_id).get(nombre.removeprefix("estatico/"))
    if contenido is None or not nombre.startswith("estatico/"):
        raise Http404
    return HttpResponse(contenido, content_type=_tipo(nombre))


def _tipo(nombre: str) -> str:
    tipo = mimetypes.guess_type(nombre)[0] or "application/octet-stream"
    return {"application/javascript": "text/javascript"}.get(tipo, tipo)


def _foto(caso: Caso, nombre: str) -> HttpResponse:
    foto = curricular.fotografia(caso.candidatura)
    if foto is None or not nombre.startswith(f"{foto.sha256}-"):
        raise Http404
    return HttpResponse(archivos.leer(foto.sha256), content_type=f"image/{foto.formato}")


def _identidad(caso: Caso, modo: str) -> dict[str, str | list[str]]:
    """Lo que se publicaría de lo que lleva escrito; los silencios no se publican, ni lo ajeno se lee."""
    if caso.identidad_ajena:
        return {}
    respuestas, _ = borradores.leer(candidatura=caso.candidatura, por=caso.alcance)
    dicho = consentimiento.de_respuestas(respuestas)
    elegidos = dicho.get("grupos") if dicho["publicacion"] and dicho["tratamiento"] else []
    consentidos: efecto.Grupos = {CON: None, SIN: []}.get(modo, elegidos)
    propias = {k: v for k, v in respuestas.items() if k not in temas.PROPIAS}
    grupo_de = caso.definicion.identidad.grupo_de()
    return efecto.visibles(propias, grupo_de, efecto.con_obligados(consentidos, _obligados(caso)))


def _obligados(caso: Caso) -> list[str]:
    """Los grupos que su acción afirmativa muestra sin consentimiento."""
    return caso.definicion.grupos_que_muestran(caso.candidatura.acciones_afirmativas)
