"""Lo que el sitio dice en todas las elecciones —menús, botones, avisos fijos—, para traducirlo con lo demás."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from conoceles.nucleo.frases import frases

PLANTILLAS = Path(__file__).parents[2] / "publicacion" / "templates" / "publicacion"
# Las que se publican también en cada lengua, y dónde.
FIJAS = {
    "index.html": ("portada.html", "antes.html"),
    "contiendas/index.html": ("contiendas.html",),
    "guia/index.html": ("guia.html",),
    "preguntas/index.html": ("preguntas.html",),
    "privacidad/index.html": ("privacidad.html",),
}
# Las de cada persona y las de cada boleta.
DE_CADA_UNA = {
    "candidaturas/*/index.html": ("ficha.html", "concluida.html"),
    "contiendas/*/index.html": ("contienda.html",),
}
# Lo que escribe el programa y no una plantilla: sus frases se leen de esta, que nadie compone.
DICHOS = "_dichos.html"
_UNA_DE_VARIAS = re.compile(r"^(candidaturas/|contiendas/)[^/]+/index\.html$")
_TRAE = re.compile(r'\{%\s*(?:extends|include)\s+"([^"]+)"')


def se_traduce(ruta: str) -> bool:
    """Si esa página, dicha desde la carpeta de la elección, se publica también en cada lengua."""
    return _UNA_DE_VARIAS.sub(r"\1*/index.html", ruta) in {*FIJAS, *DE_CADA_UNA}


@cache
def dichos() -> tuple[str, ...]:
    """Las frases que escribe el programa, con {1}, {2} donde va un dato."""
    return tuple(frases((PLANTILLAS / DICHOS).read_text("utf-8")))


@cache
def del_sitio() -> dict[str, str]:
    """Clave → frase, en el orden en que se leen. La clave sale de la frase: si cambia, es otra."""
    halladas = (f for archivo in _archivos() for f in frases((PLANTILLAS / archivo).read_text("utf-8")))
    return {f"marco.{hashlib.sha256(f.encode()).hexdigest()[:12]}": f for f in halladas}


def _archivos() -> list[str]:
    """Las plantillas de esas páginas y las que ellas traen, cada una una vez."""
    vistas: dict[str, None] = {}
    for pagina in (p for suyas in (FIJAS | DE_CADA_UNA).values() for p in suyas):
        vistas |= dict.fromkeys(_con_las_suyas(pagina))
    return [*vistas, DICHOS]


def _con_las_suyas(archivo: str) -> Iterator[str]:
    for otra in _TRAE.findall((PLANTILLAS / archivo).read_text("utf-8")):
        yield from _con_las_suyas(otra)
    yield archivo
