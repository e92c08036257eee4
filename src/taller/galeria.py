"""La galería: cada ejemplo de `docs/diseno/componentes.md`, a la vista y con su código, y los colores de los tokens.

El documento es la única fuente: un componente que no está ahí, no está en la galería.
"""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from conoceles.nucleo import estatico
from conoceles.nucleo.carpetas import RAIZ_PROYECTO
from conoceles.nucleo.texto import slug

DOCUMENTO = RAIZ_PROYECTO / "docs" / "diseno" / "componentes.md"
TOKENS = estatico.FUENTES / "css" / "20-tokens.css"
_COLOR = re.compile(r"--([a-z0-9-]+): #[0-9a-f]{6};")
_PAGINA = """<!doctype html>
<html lang="es-MX"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Galería de componentes · Conóceles</title><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="estatico/{css}"><link rel="stylesheet" href="galeria.css"></head>
<body><a class="saltar" href="#contenido">Saltar al contenido</a>
<main id="contenido" class="marco contenido pila-amplia">
<div class="cabeza"><h1>Galería de componentes</h1><p class="entrada">Todo lo que se ve en Conóceles está hecho con estas piezas.</p></div>
<section class="seccion"><h2>Colores</h2><ul class="rejilla">{muestras}</ul></section>
{cuerpo}
</main></body></html>
"""


def escribir(destino: Path) -> list[str]:
    """Deja en `destino` la página con sus estilos. Devuelve los títulos de las piezas que muestra."""
    (destino / "estatico").mkdir(parents=True, exist_ok=True)
    for nombre, contenido in estatico.archivos().items():
        (destino / "estatico" / nombre).write_bytes(contenido)
    texto = DOCUMENTO.read_text(encoding="utf-8")
    colores = list(dict.fromkeys(_COLOR.findall(TOKENS.read_text(encoding="utf-8"))))
    muestras = "".join(
        f'<li><span class="muestra muestra-{c}"></span> <code>--{c}</code></li>' for c in colores
    )
    pagina = _PAGINA.format(
        css=estatico.nombres()["conoceles.css"], muestras=muestras, cuerpo=componer(texto)
    )
    (destino / "index.html").write_text(pagina, encoding="utf-8")
    (destino / "galeria.css").write_text(_hoja(colores), encoding="utf-8")
    return re.findall(r"^## (.+)$", texto, re.MULTILINE)


def componer(markdown: str) -> str:
    """El documento en HTML; cada bloque `html` se muestra como se ve y, plegado, como se escribe."""
    lector = MarkdownIt("commonmark", {"html": False})
    piezas = lector.parse(re.sub(r"\A# .*\n", "", markdown))
    for anterior, pieza in pairwise(piezas):
        if anterior.type == "heading_open":
            anterior.attrSet("id", slug(pieza.content))
    return "".join(
        _ejemplo(p) if p.type == "fence" and p.info == "html" else str(_suelta(lector, piezas, n))
        for n, p in enumerate(piezas)
    )


def _suelta(lector: MarkdownIt, piezas: list[Token], numero: int) -> str:
    return str(lector.renderer.render([piezas[numero]], lector.options, {}))


def _ejemplo(pieza: Token) -> str:
    codigo = escape(pieza.content.strip())
    return (
        f'<div class="pila ejemplo">{pieza.content}</div>'
        f"<details><summary>Código</summary><pre><code>{codigo}</code></pre></details>"
    )


def _hoja(colores: list[str]) -> str:
    """Lo propio de la galería, fuera de las capas del producto."""
    muestras = "".join(f".muestra-{c}{{background:var(--{c})}}" for c in colores)
    return (
        ".muestra{display:inline-block;inline-size:2rem;block-size:2rem;vertical-align:middle;"
        "border:1px solid var(--borde)}"
        ".ejemplo{border:1px solid var(--filete);padding:var(--e3);margin-block:var(--e2)}"
        f"pre{{white-space:pre-wrap;overflow-wrap:anywhere}}{muestras}"
    )
