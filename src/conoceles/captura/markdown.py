"""Markdown de la definición a HTML; el HTML crudo del texto se escapa."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_CONVERSOR = MarkdownIt("commonmark", {"html": False})


def a_html(texto: str) -> SafeString:
    """HTML seguro, con los títulos un nivel abajo: la página ya tiene su h1."""
    fichas = _CONVERSOR.parse(texto)
    for ficha in fichas:
        if ficha.type in ("heading_open", "heading_close"):
            ficha.tag = f"h{min(int(ficha.tag[1]) + 2, 6)}"
    return mark_safe(_CONVERSOR.renderer.render(fichas, _CONVERSOR.options, {}))  # noqa: S308
