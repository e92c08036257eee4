"""Las secciones del instituto en el encabezado de todas sus pantallas. Quién ve cada una lo dice su vista."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse

from conoceles.avisos.consultas import cuantos_sin_leer
from conoceles.ayuda import manuales
from conoceles.candidaturas.alcances import alcance
from conoceles.informes.libro import pendientes
from conoceles.nucleo import reloj
from conoceles.nucleo.alcance import Alcance
from conoceles.nucleo.asuntos import Asunto
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
    ("revision_bitacora", "Bitácora"),
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


def ayuda(request: HttpRequest) -> dict[str, object]:
    """Procesador de contexto: `manual`, dirección del de quien entró; `pide_ayuda`, si puede pedirla; `practica`."""
    papel = getattr(getattr(request, "user", None), "papel", "")
    clave = manuales.propio(papel)
    return {
        "practica": settings.PRACTICA,
        "url_practica": settings.URL_PRACTICA,
        "manual": reverse("ayuda_manual", args=[clave]) if clave else "",
        "pide_ayuda": papel in _papeles("ayuda_pedir"),
    }


def avisos(request: HttpRequest) -> dict[str, Callable[[], int]]:
    """Procesador de contexto: `avisos_sin_leer`, cuántos; solo se cuentan si la pantalla los enseña."""
    return {"avisos_sin_leer": lambda: cuantos_sin_leer(alcance(request))}


def obligaciones(request: HttpRequest, por: Alcance | None = None) -> dict[str, Callable[[], list[Asunto]]]:
    """Procesador de contexto: `obligaciones`, para *Hoy*; solo se lee si la pantalla lo pide. `por`: de otra elección.

    Une dos salas que no se conocen: revisión enseña lo de hoy y los informes saben qué se debe y a quién.
    """

    def suyas() -> list[Asunto]:
        quien = por or alcance(request)
        vigente = procesos.elegida(quien)
        if vigente is None or getattr(request.user, "papel", "") not in _papeles("informes"):
            return []
        hoy = procesos.definicion(vigente.clave).calendario.dia_local(reloj.ahora())
        return pendientes.asuntos(quien, vigente.clave, hoy)

    return {"obligaciones": suyas}


@cache
def _papeles(ruta: str) -> frozenset[str]:
    """Los que dice su vista, que no cambian mientras el programa corre."""
    vista = resolve(reverse(ruta).removeprefix(_prefijo())).func
    papeles: frozenset[str] = getattr(vista, "papeles", frozenset())
    return papeles


def _prefijo() -> str:
    return reverse("inicio").rstrip("/")
