"""axe-core en la página abierta: lo que no cumple, y dónde."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

DE_COLOR = (
    "color-contrast",
    "link-in-text-block",
)  # lo único que otro tema puede estropear: solo cambia colores
_CORRER = (
    """opciones => axe.run(opciones).then(({violations}) => violations.map(v => [v.id, v.nodes[0].html]))"""
)


def faltas(pagina: Page, *reglas: str) -> list[tuple[str, str]]:
    """Regla y elemento de cada falta; sin `reglas`, todas. El guion se pone una vez por página abierta."""
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(AXE_SCRIPT)
    opciones = {"resultTypes": ["violations"]} | ({"runOnly": [*reglas]} if reglas else {})
    return [(regla, html[:160]) for regla, html in pagina.evaluate(_CORRER, opciones)]


_REPETIDOS = re.compile(r"(<(li|tr|option|article)\b[^>]*>(?:(?!<\2\b).)*?</\2>)\1+", re.DOTALL)
_DATOS = re.compile(r'\b(href|src|action|value|content|alt|aria-label|data-[\w-]+)="[^"]+"')


def esqueleto(html: str) -> str:
    """La página sin sus palabras, sus direcciones ni sus renglones repetidos; dónde no dice nada sí cuenta."""
    sin_palabras = re.sub(r">[^<]*[^<\s][^<]*<", ">·<", html)
    return _REPETIDOS.sub(r"\1", _DATOS.sub(r'\1="·"', sin_palabras))


def nueva(pagina: Page, miradas: Path) -> bool:
    """Si nadie ha mirado una con ese esqueleto a ese ancho."""
    medida = pagina.viewport_size or {"width": 0}
    return anotar(f"{medida['width']} {esqueleto(pagina.content())}", miradas)


def anotar(vista: str, miradas: Path) -> bool:
    """Si no estaba en esa carpeta, que comparten todos los procesos de la corrida."""
    try:
        (miradas / sha256(vista.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
