"""Los textos largos de la definición, del Markdown al HTML de una página."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt


def html(texto: str) -> str:
    """HTML de un texto de la definición; el HTML incrustado se muestra como texto."""
    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(texto))


def sin_titulo(texto: str) -> str:
    """El texto sin su título de primer nivel: la página ya lo lleva."""
    return re.sub(r"\A\s*# [^\n]*\n", "", texto)


def bajo_un_titulo(texto: str) -> str:
    """El texto sin su título y con los demás encabezados un nivel más abajo."""
    return re.sub(r"^(#+ )", r"#\1", sin_titulo(texto), flags=re.MULTILINE)
