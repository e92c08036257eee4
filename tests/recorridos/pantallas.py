"""Recoger pantallas: cada dirección con cada persona, y lo que contesta cada formulario mal llenado."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from django.core.files.uploadedfile import SimpleUploadedFile

from paginas import _X, check
from recorridos.rutas import SIN_PANTALLA, rutas
from recorridos.visitas import SIGUEN, direcciones

if TYPE_CHECKING:
    from django.test import Client

    from conoceles.candidaturas.models import Candidatura

DISPARATE = "<b>no vale</b>"
VISTA = (200, 405, 410)  # también la que solo se pulsa, y la que ya no está
BASES = ("default", "identidad", "llaves")


@dataclass(frozen=True)
class Pantalla:
    """Una página tal como la recibe alguien."""

    quien: str
    acto: str  # «GET», «POST vacío» o «POST con disparates»
    lugar: str
    html: str

    @property
    def nombre(self) -> str:
        return f"{self.quien}: {self.acto} {self.lugar}"


@dataclass
class Recogida:
    """Lo que se recogió, las rutas que alguien llegó a ver y lo que no es HTML válido."""

    pantallas: list[Pantalla]
    vistas: set[str]
    faltas: list[str]


def recoger(candidatura: Candidatura, quienes: Mapping[str, Client], *, solo: str = "") -> Recogida:
    """Visita todas las rutas con todas las personas; HTML válido y un h1 se exigen aquí mismo."""
    dicho = Recogida([], set(), [])
    for ruta in _con_pantalla(solo):
        lugares = [*direcciones(ruta, candidatura, quienes["dina"])]
        for quien, navegador in quienes.items():
            for lugar in lugares:
                with deshecho(navegador):
                    _visitar(dicho, ruta, quien, navegador, lugar)
    return dicho


def ver(candidatura: Candidatura, quienes: Mapping[str, Client], faltan: set[str], *, solo: str = "") -> None:
    """Quita de `faltan` cada ruta que alguien llega a ver; lo ya visto no se vuelve a pedir."""
    for ruta in filter(faltan.__contains__, _con_pantalla(solo)):
        lugares = [*direcciones(ruta, candidatura, quienes["dina"])]
        if any(_la_ve(ruta, quien, lugar) for quien in quienes.values() for lugar in lugares):
            faltan.remove(ruta)


def _con_pantalla(solo: str) -> list[str]:
    return [ruta for ruta in rutas() if ruta.startswith(solo) and ruta not in SIN_PANTALLA]


def _la_ve(ruta: str, navegador: Client, lugar: str) -> bool:
    with deshecho(navegador):
        return navegador.get(lugar, follow=ruta in SIGUEN).status_code in VISTA


def _visitar(dicho: Recogida, ruta: str, quien: str, navegador: Client, lugar: str) -> None:
    respuesta = navegador.get(lugar, follow=ruta in SIGUEN)
    if respuesta.status_code in VISTA:
        dicho.vistas.add(ruta)
    if not _es_pagina(respuesta):
        return
    pantalla = Pantalla(quien, "GET", lugar, respuesta.content.decode())
    arbol = _anotar(dicho, pantalla)
    for formulario in arbol.iter(f"{_X}form") if arbol is not None else ():
        if formulario.get("method") == "post":
            for acto, datos in _llenados(formulario):
                with deshecho(navegador):
                    destino = urljoin(lugar, formulario.get("action") or lugar)
                    contestada = navegador.post(destino, datos)
                    if _es_pagina(contestada):
                        _anotar(dicho, Pantalla(quien, acto, destino, contestada.content.decode()))


def _anotar(dicho: Recogida, pantalla: Pantalla) -> Element | None:
    dicho.pantallas.append(pantalla)
    try:
        return check(pantalla.html)
    except (AssertionError, ValueError) as error:
        dicho.faltas.append(f"{pantalla.nombre}: {error}")
    except Exception as error:  # html5lib tiene su propia jerarquía
        dicho.faltas.append(f"{pantalla.nombre}: {type(error).__name__} {error}")
    return None


def _es_pagina(respuesta: Any) -> bool:
    """Cualquier HTML que alguien vea: también los rechazos."""
    html = str(respuesta.get("Content-Type", "")).startswith("text/html")
    return html and respuesta.status_code not in (301, 302, 404, 405)


def _llenados(formulario: Element) -> Iterator[tuple[str, dict[str, Any]]]:
    """Nada contestado, y disparates en todo; lo oculto viaja como viajaría."""
    oculto: dict[str, Any] = {}
    vacio: dict[str, Any] = {}
    escrito: dict[str, Any] = {}
    for nombre in ("input", "select", "textarea", "button"):
        for control in formulario.iter(f"{_X}{nombre}"):
            clave, tipo = control.get("name"), control.get("type")
            if not clave or clave == "csrfmiddlewaretoken":
                continue
            if tipo == "hidden" or (nombre == "button" and clave not in oculto):
                oculto[clave] = control.get("value") or ""
            elif tipo == "file":
                escrito[clave] = SimpleUploadedFile("a.svg", b"<svg/>")
            elif nombre != "button":
                escrito[clave] = DISPARATE
                if tipo not in ("checkbox", "radio"):
                    vacio[clave] = ""
    yield "POST vacío", {**oculto, **vacio}
    if escrito:  # donde solo hay un botón que pulsar, sería el mismo
        yield "POST con disparates", {**oculto, **escrito}


@contextmanager
def deshecho(navegador: Client) -> Iterator[None]:
    """Un punto de retorno en cada base y en la sesión: una visita no cambia lo que ve la siguiente."""
    from django.db import transaction

    galletas = navegador.cookies.copy()
    with ExitStack() as pila:
        for base in BASES:
            pila.enter_context(transaction.atomic(using=base))
        yield
        for base in BASES:
            transaction.set_rollback(True, using=base)
    navegador.cookies = galletas
