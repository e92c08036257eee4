"""Lo que el sitio dice en todas las elecciones —menús, botones, avisos fijos—, para traducirlo con lo demás."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from conoceles.nucleo.frases import frases

PLANTILLAS = Path(__file__).parents[1] / "publicacion" / "templates" / "publicacion"
# Las que se publican también en cada lengua, y dónde.
PAGINAS = {
    "index.html": ("portada.html", "antes.html"),
    "contiendas/index.html": ("contiendas.html",),
    "guia/index.html": ("guia.html",),
    "preguntas/index.html": ("preguntas.html",),
    "privacidad/index.html": ("privacidad.html",),
}
_TRAE = re.compile(r'\{%\s*(?:extends|include)\s+"([^"]+)"')


@cache
def del_sitio() -> dict[str, str]:
    """Clave → frase, en el orden en que se leen. La clave sale de la frase: si cambia, es otra."""
    halladas = (f for archivo in _archivos() for f in frases((PLANTILLAS / archivo).read_text("utf-8")))
    return {f"marco.{hashlib.sha256(f.encode()).hexdigest()[:12]}": f for f in halladas}


def _archivos() -> list[str]:
    """Las plantillas de esas páginas y las que ellas traen, cada una una vez."""
    vistas: dict[str, None] = {}
    for pagina in (p for suyas in PAGINAS.values() for p in suyas):
        vistas |= dict.fromkeys(_con_las_suyas(pagina))
    return list(vistas)


def _con_las_suyas(archivo: str) -> Iterator[str]:
    for otra in _TRAE.findall((PLANTILLAS / archivo).read_text("utf-8")):
        yield from _con_las_suyas(otra)
    yield archivo
