"""Qué elección se ve, cuáles más hay, y qué espera en cada una: lo enseñan todas las pantallas y *Hoy*."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse

from conoceles.arranque.navegacion import menu, obligaciones
from conoceles.avisos.models import Aviso
from conoceles.candidaturas.alcances import alcance, elecciones_de
from conoceles.marco.direcciones import en_eleccion
from conoceles.nucleo import reloj
from conoceles.proceso import consultas as procesos
from conoceles.revision import asuntos
from conoceles.revision import hoy as de_hoy


@dataclass(frozen=True)
class Opcion:
    """Una elección que se puede ver. `sin_leer`: avisos que solo se leen en ella."""

    nombre: str
    direccion: str
    aqui: bool
    abierta: bool
    sin_leer: int


@dataclass(frozen=True)
class Espera:
    """Otra elección abierta y cuánto hay en ella, como lo cuenta su *Hoy*."""

    nombre: str
    direccion: str
    tarde: int
    pronto: int
    espera: int


def eleccion(request: HttpRequest) -> dict[str, object]:
    """Procesador de contexto: `eleccion`, la que se ve; `elecciones`, entre cuáles; `otras`, para *Hoy*."""
    vista = getattr(request, "eleccion", "")
    entro = getattr(getattr(request, "user", None), "is_authenticated", False)
    if not vista or not entro:
        return {"eleccion": None, "elecciones": [], "otras": []}
    return {
        "eleccion": request.definicion,  # type: ignore[attr-defined]
        "elecciones": lambda: _opciones(request, vista),
        "otras": lambda: _otras(request, vista),
    }


def _opciones(request: HttpRequest, vista: str) -> list[Opcion]:
    """Las abiertas primero; vacía si no hay entre cuáles elegir."""
    suyas = elecciones_de(request)
    if len(suyas) < 2:
        return []
    abiertas = procesos.abiertas()
    orden = [*(c for c in abiertas if c in suyas), *(c for c in suyas if c not in abiertas)]
    ruta, sin_leer = _donde(request), _sin_leer(request)
    return [
        Opcion(procesos.definicion(c).nombre, en_eleccion(ruta, c), c == vista, c in abiertas, sin_leer[c])
        for c in orden
    ]


def _donde(request: HttpRequest) -> str:
    """La misma pantalla; la de algo en particular no existe en otra elección, y lleva a la raíz de su sección."""
    hallada = request.resolver_match
    if hallada is not None and not hallada.kwargs:
        return request.path
    return next((e.direccion for e in menu(request)["menu"] if e.aqui), reverse("inicio"))


def _sin_leer(request: HttpRequest) -> Counter[str]:
    todos = Aviso.objects.en(replace(alcance(request), proceso="")).filter(leido_en=None)
    return Counter(todos.values_list("proceso", flat=True))


def _otras(request: HttpRequest, vista: str) -> list[Espera]:
    suyas = elecciones_de(request)
    return [_espera(request, c) for c in procesos.abiertas() if c in suyas and c != vista]


def _espera(request: HttpRequest, clave: str) -> Espera:
    por = replace(alcance(request), proceso=clave)
    hoy = de_hoy.hoy(por, ahora=reloj.ahora())
    suyos = asuntos.asuntos(hoy, por.papel) if hoy else []
    cuantos = Counter(a.cuando for a in [*suyos, *obligaciones(request, por)["obligaciones"]()])
    return Espera(
        nombre=procesos.definicion(clave).nombre,
        direccion=en_eleccion(reverse("revision_hoy"), clave),
        tarde=cuantos["tarde"],
        pronto=cuantos["pronto"],
        espera=cuantos["espera"],
    )
