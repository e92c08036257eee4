"""axe-core en la página abierta: lo que no cumple, y dónde."""

from __future__ import annotations

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
