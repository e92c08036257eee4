"""Markdown de la definición a HTML; el HTML crudo del texto se escapa."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_CONVERSOR = MarkdownIt("commonmark", {"html": False}).enable("table")


def a_html(texto: str) -> SafeString:
    """HTML seguro, sin el título inicial (la pantalla ya lo pone) y con los demás un nivel abajo."""
    fichas = _CONVERSOR.parse(texto)
    if fichas and fichas[0].type == "heading_open":
        fichas = fichas[3:]
    for ficha in fichas:
        if ficha.type in ("heading_open", "heading_close"):
            ficha.tag = f"h{min(int(ficha.tag[1]) + 1, 6)}"
    html: SafeString = mark_safe(_CONVERSOR.renderer.render(fichas, _CONVERSOR.options, {}))  # noqa: S308
    return html
