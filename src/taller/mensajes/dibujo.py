"""El dibujo de un mensaje, como lo enseña un programa de correo: un SVG que dos máquinas escriben igual."""

from __future__ import annotations

import html
import textwrap

from taller.mensajes.muestras import Muestra

COLUMNAS = 84  # letras de ancho fijo que caben en un renglón
LETRA, ALTO, MARGEN = 8, 19, 24  # puntos: ancho y alto de una letra, y orilla
CABEZA = 78
ESTILO = (
    "rect{fill:#fff;stroke:#b8b2a6}text{fill:#1c1a17}.q{fill:#57524a}line{stroke:#ddd8ce}"
    "@media(prefers-color-scheme:dark){rect{fill:#1d1b18;stroke:#575248}text{fill:#eeeae2}.q{fill:#b9b2a5}line{stroke:#3d3932}}"
)


def dibujar(muestra: Muestra) -> str:
    """El asunto, de quién a quién y el cuerpo, con el texto dentro: se lee, se busca y se escucha."""
    renglones = [r for linea in muestra.cuerpo.splitlines() for r in _doblar(linea)]
    ancho = COLUMNAS * LETRA + 2 * MARGEN
    alto = CABEZA + MARGEN + len(renglones) * ALTO
    cuerpo = "".join(
        f'<tspan x="{MARGEN}" y="{CABEZA + MARGEN + n * ALTO}">{html.escape(r)}</tspan>'
        for n, r in enumerate(renglones)
        if r
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{ancho}" height="{alto}" viewBox="0 0 {ancho} {alto}" role="img">'
        f"<title>{html.escape(muestra.asunto)}</title><style>{ESTILO}</style>"
        f'<rect x=".5" y=".5" width="{ancho - 1}" height="{alto - 1}"/>'
        f'<text x="{MARGEN}" y="34" font-family="sans-serif" font-size="17" font-weight="600">{html.escape(muestra.asunto)}</text>'
        f'<text class="q" x="{MARGEN}" y="57" font-family="sans-serif" font-size="14">{html.escape(muestra.sobre)}</text>'
        f'<line x1="{MARGEN}" x2="{ancho - MARGEN}" y1="72.5" y2="72.5"/>'
        f'<text font-family="monospace" font-size="13" xml:space="preserve">{cuerpo}</text></svg>\n'
    )


def _doblar(linea: str) -> list[str]:
    """Con su sangría; una dirección larga no se parte."""
    sangria = " " * (len(linea) - len(linea.lstrip()))
    return textwrap.wrap(
        linea, COLUMNAS, subsequent_indent=sangria, break_long_words=False, break_on_hyphens=False
    ) or [""]
