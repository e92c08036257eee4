"""El emblema del instituto: un SVG propio y quieto, sin guiones ni nada que venga de fuera.

Un PNG o JPG entra envuelto en un SVG: un solo archivo sirve al sitio, a las pantallas y a los PDF.
"""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image

from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import revisor
from conoceles.proceso.carga.piezas.archivos import leer_texto
from conoceles.proceso.carga.piezas.faltas import Faltas
from conoceles.proceso.carga.piezas.tabla import Tabla

MAXIMO = 60_000
PERMITIDOS = frozenset(
    "svg g path rect circle ellipse line polyline polygon title desc defs lineargradient radialgradient stop"
    " clippath text tspan symbol use image".split()
)
MINIMO_LADO = 120
ANCHOS = (600, 450, 300, 200)  # el primero que quepa en MAXIMO
_DENTRO = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+=*")


def leer_emblema(tabla: Tabla, carpeta: Path, faltas: Faltas) -> str:
    """El SVG que nombra `emblema`, o vacío. Va tal cual en el sitio, las pantallas y las portadas."""
    nombre = tabla.texto("emblema", "")
    if not nombre:
        return ""
    if not re.fullmatch(r"[\w-]+\.svg", nombre):
        tabla.falta("emblema", f"«{nombre}» debe ser un archivo .svg de esta misma carpeta.")
        return ""
    texto = leer_texto(carpeta, nombre, faltas) or ""
    if texto and (razon := _reparo(texto)):
        faltas.anotar(nombre, "archivo", razon)
    return texto


def _reparo(texto: str) -> str:
    """Por qué no sirve, o vacío."""
    if len(texto.encode()) > MAXIMO:
        return f"pesa más de {MAXIMO:,} octetos."
    if "<!" in texto.replace("<!--", ""):
        return "lleva una declaración DOCTYPE o ENTITY; quítela."
    try:
        raiz = ElementTree.fromstring(texto)  # noqa: S314  # sin DOCTYPE no hay entidades
    except ElementTree.ParseError:
        return "no es un SVG bien formado."
    if _nombre(raiz.tag) != "svg" or not raiz.get("viewBox"):
        return "su raíz debe ser <svg> con viewBox."
    return next((r for nodo in raiz.iter() if (r := _del_nodo(nodo))), "")


def _del_nodo(nodo: ElementTree.Element) -> str:
    nombre = _nombre(nodo.tag)
    if nombre not in PERMITIDOS:
        return f"no puede llevar <{nombre}>."
    for clave, valor in nodo.attrib.items():
        atributo = _nombre(clave)
        propio = _DENTRO.fullmatch(valor) if nombre == "image" else valor.startswith("#")
        ajeno = atributo == "href" and not propio
        if (
            atributo.startswith("on")
            or atributo == "style"
            or ajeno
            or "url(" in valor.lower().replace("url(#", "")
        ):
            return f"no puede llevar {atributo}=«{valor[:40]}» en <{nombre}>."
    return ""


def envolver(imagen: bytes) -> str:
    """El SVG de un PNG o JPG, sobre blanco y sin sus metadatos. `ErrorDeDominio` si no se lee, es chica o no cabe."""
    limpia = revisor.imagen(imagen, minimo_lado=MINIMO_LADO, lado=ANCHOS[0], formato="PNG")
    abierta = Image.open(io.BytesIO(limpia), formats=("PNG",))
    for ancho in ANCHOS:
        reducida = abierta.copy()
        reducida.thumbnail((ancho, ancho))
        salida = io.BytesIO()
        reducida.quantize(128).save(salida, "PNG", optimize=True)
        datos = base64.b64encode(salida.getvalue()).decode()
        w, h = reducida.size
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
            f'<image width="{w}" height="{h}" href="data:image/png;base64,{datos}"/></svg>'
        )
        if len(svg) <= MAXIMO:
            return svg
    raise ErrorDeDominio("La imagen tiene demasiado detalle para un emblema; use un SVG.", campo="imagen")


def _nombre(etiqueta: str) -> str:
    return etiqueta.rpartition("}")[2].lower()
