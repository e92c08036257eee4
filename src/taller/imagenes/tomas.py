"""Qué se retrata y cómo: teléfono y escritorio del sitio, y la lista de tareas de la captura."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from PIL import Image
from playwright.sync_api import Browser, Page

from conoceles.nucleo.errores import ErrorDeDominio
from taller.imagenes.captura import entrar
from taller.imagenes.manuales import tomas as de_manuales
from taller.navegador import chromium

MEDIDAS = {"escritorio": (1280, 860, 1), "telefono": (390, 844, 2)}  # ancho, alto y densidad
PROCESO = "durango-2023-2024"
TOPE = 250 * 1024  # octetos por imagen
COLORES = (256, 128, 64, 32)  # de más a menos, hasta caber


class Hecha(TypedDict):
    """`octetos`: lo que pesa ya aligerada."""

    archivo: str
    octetos: int


def tomar(salida: Path, manuales: Path, puerto: int, datos: Path) -> list[Hecha]:
    """Escribe los PNG del README en `salida` y los de los manuales en `manuales`; dice cuánto pesa cada uno."""
    hechas = list[Hecha]()
    with chromium() as navegador:
        for destino, octetos in (
            *((salida / f"{n}.png", png) for n, png in _todas(navegador, puerto, datos)),
            *((manuales / f"{n}.png", png) for n, png in de_manuales(navegador, puerto + 1, datos)),
        ):
            destino.write_bytes(aligerar(octetos))
            hechas.append({"archivo": str(destino), "octetos": destino.stat().st_size})
    return hechas


def _todas(navegador: Browser, puerto: int, datos: Path) -> Iterator[tuple[str, bytes]]:
    sitio = datos / "sitio" / PROCESO / "actual"
    ficha = _ficha_completa(sitio)
    rutas = {
        "portada": "",
        "contienda": f"contiendas/{ficha['contienda']}/#t-papel",
        "perfil": f"candidaturas/{ficha['folio']}/",
    }
    for medida, pantalla in MEDIDAS.items():
        pagina = _pagina(navegador, *pantalla)
        for nombre, ruta in rutas.items():
            pagina.goto(f"http://localhost:{puerto}/{PROCESO}/{ruta}", wait_until="networkidle")
            yield f"{nombre}-{medida}", pagina.screenshot()
        pagina.context.close()
        yield f"tareas-{medida}", _tareas(_pagina(navegador, *pantalla), puerto + 1, datos)


def _pagina(navegador: Browser, ancho: int, alto: int, densidad: int) -> Page:
    contexto = navegador.new_context(
        viewport={"width": ancho, "height": alto},
        device_scale_factor=densidad,
        locale="es-MX",
        reduced_motion="reduce",
    )
    return contexto.new_page()


class Elegida(TypedDict):
    """De una ficha publicada, lo que hace falta para retratarla."""

    folio: str
    contienda: str
    con_informacion: bool
    foto: dict[str, str] | None
    fuerza: dict[str, str]


def _ficha_completa(sitio: Path) -> Elegida:
    """Una candidatura independiente con información y fotografía: el README no adelanta a ningún partido."""
    for archivo in sorted((sitio / "candidaturas").glob("*.json")):
        ficha: Elegida = json.loads(archivo.read_text(encoding="utf-8"))
        if ficha["con_informacion"] and ficha["foto"] and ficha["fuerza"]["tipo"] == "independiente":
            return ficha
    raise ErrorDeDominio("La demostración no tiene una candidatura independiente completa.")


def _tareas(pagina: Page, puerto: int, datos: Path) -> bytes:
    """La lista de tareas de una candidatura que un partido lleva a medias."""
    entrar(pagina, puerto, datos, "mc@partido.demo")
    pagina.locator(".lista-tareas li", has_text="En captura").first.locator("a").first.click()
    pagina.wait_for_load_state("networkidle")
    try:
        return pagina.screenshot()
    finally:
        pagina.context.close()


def aligerar(png: bytes) -> bytes:
    """El mismo retrato con paleta, con tantos colores como quepan en `TOPE`."""
    original = Image.open(io.BytesIO(png)).convert("RGB")
    ligero = png
    for colores in COLORES:
        salida = io.BytesIO()
        original.quantize(colores, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
            salida, "PNG", optimize=True
        )
        ligero = salida.getvalue()
        if len(ligero) <= TOPE:
            break
    return ligero
