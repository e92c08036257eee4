"""De Markdown a bloques que una plantilla de typst compone: títulos, párrafos, listas, citas y tablas."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

_LECTOR = MarkdownIt("commonmark", {"html": False}).enable("table")
Trozo = dict[str, object]  # {"texto", "fuerte"}


def bloques(texto: str) -> list[dict[str, object]]:
    """Los del texto, sin su título de primer nivel: el documento ya lo lleva."""
    todos = [b for nodo in SyntaxTreeNode(_fichas(texto)).children for b in _bloque(nodo)]
    return todos[1:] if todos and todos[0] == {**todos[0], "tipo": "titulo", "nivel": 1} else todos


def _fichas(texto: str) -> list[Token]:
    return _LECTOR.parse(texto)


def _bloque(nodo: SyntaxTreeNode) -> Iterator[dict[str, object]]:
    if nodo.type == "heading":
        yield {"tipo": "titulo", "nivel": int(nodo.tag[1]), "trozos": _trozos(nodo)}
    elif nodo.type in ("bullet_list", "ordered_list"):
        renglones = [[b for hijo in elemento.children for b in _bloque(hijo)] for elemento in nodo.children]
        inicio = int(nodo.attrs.get("start", 1) or 1)
        yield {
            "tipo": "lista",
            "numerada": nodo.type == "ordered_list",
            "inicio": inicio,
            "renglones": renglones,
        }
    elif nodo.type == "blockquote":
        yield {"tipo": "cita", "bloques": [b for hijo in nodo.children for b in _bloque(hijo)]}
    elif nodo.type == "table":
        filas = [
            [_trozos(celda) for celda in fila.children] for parte in nodo.children for fila in parte.children
        ]
        yield {"tipo": "tabla", "encabezados": filas[0], "filas": filas[1:]}
    elif nodo.type != "hr":
        yield {"tipo": "parrafo", "trozos": _trozos(nodo)}


def _trozos(nodo: SyntaxTreeNode, fuerte: bool = False) -> list[Trozo]:
    """El texto corrido; lo que no es énfasis fuerte queda como texto."""
    if nodo.type in ("text", "code_inline", "html_inline", "code_block", "fence", "html_block"):
        return [{"texto": nodo.content, "fuerte": fuerte}]
    if nodo.type in ("softbreak", "hardbreak"):
        return [{"texto": " ", "fuerte": fuerte}]
    dentro = fuerte or nodo.type == "strong"
    return [trozo for hijo in nodo.children for trozo in _trozos(hijo, dentro)]
