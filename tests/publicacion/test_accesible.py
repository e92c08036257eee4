"""Cada tipo de página publicada, en un navegador de verdad: axe sin faltas, en dos anchos y dos temas.

El oscuro se mira en la misma página abierta y solo con las reglas de color: solo cambia colores (`test_diseno`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import axe
from conoceles.difusion import segunda
from conoceles.publicacion.publicador import publicar, publicar_raiz
from publicacion.eleccion import PROCESO
from publicacion.navegador_publico import atendido
from taller.navegador import chromium

RUTAS = (
    "", "candidaturas/", "candidaturas/ANA/", "candidaturas/BETO/", "contiendas/", "contiendas/diputacion-mr-01/",
    "contiendas/diputacion-rp/", "contiendas/diputacion-mr-07/", "contiendas/diputacion-mr-01/practicar/", "buscar/", "buscar/?q=sierra&sexo=mujer",
    "buscar/?q=zzzz", "comparar/", "comparar/?c=ANA&c=CORA&c=EVA", "secciones/", "estadistica/", "datos/",
    "descargas/", "descargas/diputacion-mr-01.html", "incrustar/diputacion-mr-01/", "preguntas/", "privacidad/", "guia/",
    "materiales/", "materiales/contiendas/diputacion-mr-01/", "materiales/portal/", "prensa/", "difusion/", "mi-lista/", "verificar/", "verificar/acuse/", "verificar/acuse/?c=C1.falso", "no-existe/",
)  # fmt: skip


# Las palabras de un título que empiezan en un renglón y acaban en otro.
PARTIDAS = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4)")].flatMap((titulo) => {
  const textos = document.createTreeWalker(titulo, NodeFilter.SHOW_TEXT), partidas = [];
  while (textos.nextNode())
    for (const palabra of textos.currentNode.data.matchAll(/\\S+/g)) {
      const trecho = document.createRange();
      trecho.setStart(textos.currentNode, palabra.index);
      trecho.setEnd(textos.currentNode, palabra.index + palabra[0].length);
      if (new Set([...trecho.getClientRects()].map((c) => Math.round(c.top))).size > 1) partidas.push(palabra[0]);
    }
  return partidas;
})"""


def faltas(navegador: Browser, base: str, anchos: Sequence[int], rutas: Sequence[str] = RUTAS) -> list[str]:
    """Lo que axe encuentra, lo que ensancha la pantalla (también con la letra al doble), lo ajeno y las galletas."""
    contexto = navegador.new_context(reduced_motion="reduce", bypass_csp=True)
    pagina = contexto.new_page()
    halladas: list[str] = []
    pagina.on("request", lambda r: r.url.startswith((base, "data:")) or halladas.append(f"ajeno: {r.url}"))
    for ruta in ("", *(f"{PROCESO}/{r}" for r in rutas)):
        pagina.goto(base + ruta)
        for ancho in anchos:
            pagina.set_viewport_size({"width": ancho, "height": 900})
            halladas += [f"{ancho} {ruta}: {falta}" for falta in _a_este_ancho(pagina, ancho)]
    halladas += [f"galleta: {g}" for g in contexto.cookies()]
    contexto.close()
    return halladas


def _a_este_ancho(pagina: Page, ancho: int) -> list[str]:
    recuerdo = axe.recuerdo(pagina.content(), ancho)
    halladas = [] if recuerdo.exists() else _de_axe(pagina)
    if not halladas:
        recuerdo.touch()
    if pagina.evaluate("document.documentElement.scrollWidth > innerWidth"):
        halladas.append("más ancha que la pantalla")
    pagina.evaluate("document.documentElement.style.fontSize = '200%'")
    if pagina.evaluate("document.documentElement.scrollWidth > innerWidth"):
        halladas.append("con la letra al doble, más ancha que la pantalla")
    halladas += [f"con la letra al doble, «{p}» se parte" for p in pagina.evaluate(PARTIDAS)]
    pagina.evaluate("document.documentElement.removeAttribute('style')")
    return halladas


def _de_axe(pagina: Page) -> list[str]:
    halladas = [f"{regla}: {donde}" for regla, donde in axe.faltas(pagina)]
    pagina.emulate_media(color_scheme="dark")
    halladas += [f"oscuro: {regla}: {donde}" for regla, donde in axe.faltas(pagina, solo_color=True)]
    pagina.emulate_media(color_scheme="light")
    return halladas


@pytest.mark.navegador
@pytest.mark.parametrize(
    "momento",
    [
        "2024-04-25T10:00:00-06:00",
        pytest.param("2024-04-09T10:00:00-06:00", marks=pytest.mark.simulacro),
        pytest.param("2024-05-31T10:00:00-06:00", marks=pytest.mark.simulacro),
        pytest.param("2024-06-03T10:00:00-06:00", marks=pytest.mark.simulacro),
    ],
    ids=["abierta", "antes", "veda", "archivo"],
)
def test_toda_pagina_publicada_es_accesible(
    eleccion: dict[str, Any], datos: Path, momento: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segunda, "_piezas", lambda clave, estado, ahora: iter(()))  # solo sus páginas
    ahora = datetime.fromisoformat(momento)
    publicar(PROCESO, ahora=ahora)
    publicar_raiz(ahora)
    segunda.difundir(PROCESO, ahora=ahora)
    with atendido(datos / "sitio") as base, chromium() as navegador:
        assert faltas(navegador, base, (320, 1440)) == []
