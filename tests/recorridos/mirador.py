"""Mirar pantallas ya recogidas en un Chromium: axe sin faltas y nada más ancho que la pantalla."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from PIL import Image
from playwright.sync_api import Page, Route

import axe
from recorridos.pantallas import Pantalla
from taller.navegador import chromium

ANCHOS = (320, 1280)
CASA = "http://localhost"


@contextmanager
def mirador() -> Iterator[Page]:
    """Una página que recibe lo recogido: ningún servidor, ninguna base de datos de por medio."""
    with chromium() as navegador:
        yield navegador.new_context(reduced_motion="reduce").new_page()


def mirar(pagina: Page, pantallas: Iterable[Pantalla]) -> list[str]:
    """Faltas de accesibilidad y desbordes, con quién y dónde; la que solo se distingue por sus palabras, una vez."""
    faltas: list[str] = []
    for pantalla in pantallas:
        recuerdo = axe.recuerdo(pantalla.html)
        if recuerdo.exists():
            continue
        servir(pagina, pantalla)
        pagina.goto(CASA + pantalla.lugar)
        suyas: list[str] = []
        for ancho in ANCHOS:
            pagina.set_viewport_size({"width": ancho, "height": 900})
            suyas += [f"{ancho} {pantalla.nombre}: {falta}" for falta in _faltas(pagina)]
        if not suyas:
            recuerdo.touch()
        faltas += suyas
    return faltas


def _faltas(pagina: Page) -> list[str]:
    halladas = [f"{regla} en {donde}" for regla, donde in axe.faltas(pagina)]
    if pagina.evaluate("document.documentElement.scrollWidth > innerWidth"):
        halladas.append("más ancha que la pantalla")
    return halladas


def servir(pagina: Page, pantalla: Pantalla) -> None:
    from conoceles.marco.estatico import contenido

    def atender(pedido: Route) -> None:
        ruta = pedido.request.url.removeprefix(CASA)
        if pedido.request.is_navigation_request() and pedido.request.frame == pagina.main_frame:
            pedido.fulfill(body=pantalla.html, content_type="text/html; charset=utf-8")
            return
        _, _, nombre = ruta.partition("/estatico/")
        if nombre and (hallado := contenido(nombre)):
            pedido.fulfill(body=hallado[0], content_type=hallado[1])
        elif pedido.request.resource_type == "image":
            pedido.fulfill(body=_imagen(), content_type="image/png")
        else:
            pedido.fulfill(status=404, body="")

    pagina.unroute_all()
    pagina.route("**/*", atender)


@cache
def _imagen() -> bytes:
    salida = io.BytesIO()
    Image.new("RGB", (160, 200), "gray").save(salida, "PNG")
    return salida.getvalue()
