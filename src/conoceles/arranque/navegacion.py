"""Las secciones del instituto en el encabezado de todas sus pantallas. Quién ve cada una lo dice su vista."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse

from conoceles.avisos.consultas import cuantos_sin_leer
from conoceles.ayuda import manuales
from conoceles.candidaturas.alcances import alcance
from conoceles.informes import consultas
from conoceles.informes.consultas import InformeEnLista
from conoceles.proceso import consultas as procesos

SECCIONES = (
    ("revision_hoy", "Hoy"),
    ("revision_cola", "Revisión"),
    ("revision_ajustes", "Ajustes"),
    ("revision_formatos", "Formatos"),
    ("revision_evaluacion", "Evaluación"),
    ("derechos", "Derechos"),
    ("informes", "Informes"),
    ("difusion", "Difusión"),
    ("revision_padron", "Padrón"),
    ("contenidos", "Contenidos"),
    ("ayuda_capacitaciones", "Capacitación"),
    ("accesos", "Accesos"),
)


@dataclass(frozen=True)
class Enlace:
    """Una entrada del menú, en orden; `aqui` si la página pertenece a ella."""

    direccion: str
    rotulo: str
    aqui: bool


def menu(request: HttpRequest) -> dict[str, list[Enlace]]:
    """Procesador de contexto: `menu`, lo que puede abrir quien entró; vacío para quien solo captura."""
    papel = getattr(getattr(request, "user", None), "papel", "")
    vistas = [(reverse(ruta), rotulo) for ruta, rotulo in SECCIONES if papel in _papeles(ruta)]
    dentro = [direccion for direccion, _ in vistas if request.path.startswith(direccion)]
    actual = max(dentro, key=len, default="")
    return {"menu": [Enlace(direccion, rotulo, direccion == actual) for direccion, rotulo in vistas]}


def ayuda(request: HttpRequest) -> dict[str, Any]:
    """Procesador de contexto: `manual`, dirección del de quien entró; `pide_ayuda`, si puede pedirla; `practica`."""
    papel = getattr(getattr(request, "user", None), "papel", "")
    clave = manuales.propio(papel)
    return {
        "practica": settings.PRACTICA,
        "url_practica": settings.URL_PRACTICA,
        "manual": reverse("ayuda_manual", args=[clave]) if clave else "",
        "pide_ayuda": papel in _papeles("ayuda_pedir"),
    }


def avisos(request: HttpRequest) -> dict[str, Any]:
    """Procesador de contexto: `avisos_sin_leer`, cuántos; solo se cuentan si la pantalla los enseña."""
    return {"avisos_sin_leer": lambda: cuantos_sin_leer(alcance(request))}


def enviados(request: HttpRequest) -> dict[str, Any]:
    """Procesador de contexto: `enviados_que_cambiaron`, para *Hoy*; solo se lee si la pantalla lo pide.

    Une dos salas que no se conocen: revisión enseña lo de hoy y los informes saben qué cambió después de enviarse.
    """

    def cambiados() -> list[InformeEnLista]:
        vigente = procesos.vigente()
        entra = vigente is not None and getattr(request.user, "papel", "") in _papeles("informes")
        return consultas.cambiados(alcance(request), vigente.clave) if vigente and entra else []

    return {"enviados_que_cambiaron": cambiados}


def _papeles(ruta: str) -> frozenset[str]:
    vista = resolve(reverse(ruta).removeprefix(_prefijo())).func
    papeles: frozenset[str] = getattr(vista, "papeles", frozenset())
    return papeles


def _prefijo() -> str:
    return reverse("inicio").rstrip("/")
