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
# Los colores cuestan cuatro quintas partes de mirar. Si esta página abierta ya se miró a otro ancho con el mismo tema, se
# miran los de lo que entonces no se veía, o se veía de otro color o tamaño, y los de cuanto contiene.
_CORRER = """async ([deColor, soloColor]) => {
  const tema = matchMedia("(prefers-color-scheme: dark)").matches ? "oscuro" : "claro";
  const antes = (window.vistos ??= {})[tema] ?? new Map(), ahora = new Map();
  for (const e of document.querySelectorAll("*")) {
    if (!e.checkVisibility()) continue;
    const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } = getComputedStyle(e);
    ahora.set(e, [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight].join());
  }
  const distintos = [...ahora].filter(([e, como]) => antes.get(e) !== como).map(([e]) => e);
  window.vistos[tema] = new Map([...antes, ...ahora]);
  const correr = async (donde, como) => (await axe.run(donde, { resultTypes: ["violations"], ...como })).violations;
  const sinColor = { rules: Object.fromEntries(deColor.map(r => [r, { enabled: false }])) };
  const halladas = soloColor ? [] : await correr(document, sinColor);
  if (distintos.length) halladas.push(...await correr(antes.size ? { include: distintos } : document, { runOnly: deColor }));
  return halladas.map(v => [v.id, v.nodes[0].html]);
}"""


def faltas(pagina: Page, *, solo_color: bool = False) -> list[tuple[str, str]]:
    """Regla y elemento de cada falta. El guion se pone una vez por página abierta."""
    if not pagina.evaluate("'axe' in window"):
        pagina.evaluate(AXE_SCRIPT)
    halladas = pagina.evaluate(_CORRER, [[*DE_COLOR], solo_color])
    return [(regla, html[:160]) for regla, html in halladas]


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
