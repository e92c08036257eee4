"""El emblema del instituto: un SVG propio y quieto, sin guiones ni nada que venga de fuera."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from conoceles.proceso.carga.archivos import leer_texto
from conoceles.proceso.carga.faltas import Faltas
from conoceles.proceso.carga.tabla import Tabla

MAXIMO = 60_000
PERMITIDOS = frozenset(
    "svg g path rect circle ellipse line polyline polygon title desc defs lineargradient radialgradient stop"
    " clippath text tspan symbol use".split()
)


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
        ajeno = atributo == "href" and not valor.startswith("#")
        if atributo.startswith("on") or atributo == "style" or ajeno or "url(" in valor.replace("url(#", ""):
            return f"no puede llevar {atributo}=«{valor[:40]}» en <{nombre}>."
    return ""


def _nombre(etiqueta: str) -> str:
    return etiqueta.rpartition("}")[2].lower()
