"""Lo que el sitio dice en todas las elecciones —menús, botones, avisos fijos—, para traducirlo con lo demás."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from conoceles.nucleo.redaccion.frases import frases

PLANTILLAS = Path(__file__).parents[2] / "publicacion" / "templates" / "publicacion"
ESQUEMAS = Path(__file__).parents[2] / "publicacion" / "api" / "esquemas"
# Las que se publican también en cada lengua, y dónde.
FIJAS = {
    "index.html": ("portada.html", "antes.html"),
    "404.html": ("404.html",),
    "contiendas/index.html": ("contiendas.html",),
    "guia/index.html": ("guia.html",),
    "preguntas/index.html": ("preguntas.html",),
    "privacidad/index.html": ("privacidad.html",),
    "buscar/index.html": ("buscar.html",),
    "comparar/index.html": ("comparar.html",),
    "candidaturas/index.html": ("candidaturas.html",),
    "secciones/index.html": ("secciones.html",),
    "estadistica/index.html": ("estadistica.html",),
    "datos/index.html": ("datos.html",),
    "difusion/index.html": ("difusion.html",),
    "temas/index.html": ("temas_eleccion.html",),
    "mi-lista/index.html": ("mi_lista.html",),
    "secciones/localidades/index.html": ("localidades.html",),
    "descargas/index.html": ("descargas.html",),
    "verificar/index.html": ("verificar.html",),
    "verificar/acuse/index.html": ("verificar_acuse.html",),
    "materiales/index.html": ("materiales.html",),
    "materiales/estadistica/index.html": ("materiales_cifras.html",),
    "materiales/portal/index.html": ("materiales_portal.html",),
    "prensa/index.html": ("prensa.html",),
    "datos/api/index.html": ("api.html",),
}
# Las de cada persona, cada boleta y cada tema.
DE_CADA_UNA = {
    "candidaturas/*/index.html": ("ficha.html", "concluida.html"),
    "candidaturas/letra/*/index.html": ("comienzo.html",),
    "lugares/*/index.html": ("lugares.html",),
    "contiendas/*/index.html": ("contienda.html",),
    "contiendas/*/practicar/index.html": ("practicar.html",),
    "contiendas/*/fuerza-*/index.html": ("planilla.html",),
    "contiendas/*/temas/index.html": ("temas.html",),
    "contiendas/*/temas/*/index.html": ("tema.html",),
    "temas/*/index.html": ("tema_eleccion.html",),
    "materiales/contiendas/*/index.html": ("materiales_boleta.html",),
    "materiales/candidaturas/*/*.html": ("adaptacion.html",),
    "incrustar/*/index.html": ("incrustar.html",),
    "descargas/*.html": ("descarga.html",),
}
# Los canales de noticias: no salen de una plantilla.
CANALES = ("contiendas/*/novedades.atom", "prensa/novedades.atom")
# Las de la autoridad electoral, que no son de ninguna elección.
DE_LA_RAIZ = {"index.html": "raiz.html", "registro/index.html": "registro.html", "404.html": "404.html"}
# Lo que escriben el programa y los guiones, y no una plantilla: sus frases se leen de estas, que nadie compone.
DICHOS, DE_CIFRAS, GUIONES = "_dichos.html", "_cifras_dichas.html", "_guiones.html"
PIEZAS = "piezas_busqueda.html"  # sus datos son marcas: <!--total-->
_LAS_QUE_HAY = re.compile(
    "|".join(re.escape(r).replace(r"\*", "[^/]+") for r in (*FIJAS, *DE_CADA_UNA, *CANALES))
)
_MARCA = re.compile(r"<!--([a-z_]+)-->")
_TRAE = re.compile(r'\{%\s*(?:extends|include)\s+"([^"]+)"')


def se_traduce(ruta: str) -> bool:
    """Si esa página o ese canal, dicho desde la carpeta de la elección, se publica también en cada lengua."""
    return bool(_LAS_QUE_HAY.fullmatch(ruta))


@cache
def dichos() -> tuple[str, ...]:
    """Las frases que escribe el programa, con {1}, {2} donde va un dato."""
    return frases_de(DICHOS, DE_CIFRAS)


@cache
def de_los_guiones() -> tuple[str, ...]:
    """Las que escriben los guiones del navegador."""
    return frases_de(GUIONES)


def frases_de(*archivos: str) -> tuple[str, ...]:
    """Las de esas plantillas, sin lo que traen de otras."""
    return tuple(dict.fromkeys(f for archivo in archivos for f in frases(_fuente(archivo))))


@cache
def de_la_raiz() -> dict[str, frozenset[str]]:
    """Página de la autoridad electoral → sus frases."""
    return {ruta: frozenset(frases_de(*_con_las_suyas(suya))) for ruta, suya in DE_LA_RAIZ.items()}


@cache
def del_sitio() -> dict[str, str]:
    """Clave → frase, en el orden en que se leen. La clave sale de la frase: si cambia, es otra."""
    todas = (*frases_de(*_archivos()), *_de_los_esquemas())
    return {f"marco.{hashlib.sha256(f.encode()).hexdigest()[:12]}": f for f in todas}


def _de_los_esquemas() -> Iterator[str]:
    """Lo que dice cada campo de los documentos para programas: la página lo toma de ahí."""
    for archivo in sorted(ESQUEMAS.glob("*.json")):
        yield from _descripciones(json.loads(archivo.read_text("utf-8")))


def _descripciones(esquema: Mapping[str, object]) -> Iterator[str]:
    for clave, dicho in esquema.items():
        if isinstance(dicho, str) and clave in ("title", "description"):
            yield dicho
        elif isinstance(dicho, dict):
            yield from _descripciones(dicho)


def _archivos() -> list[str]:
    """Las plantillas de esas páginas y las que ellas traen, cada una una vez."""
    vistas: dict[str, None] = {}
    for pagina in (*(p for suyas in (FIJAS | DE_CADA_UNA).values() for p in suyas), *DE_LA_RAIZ.values()):
        vistas |= dict.fromkeys(_con_las_suyas(pagina))
    return [*vistas, PIEZAS, DICHOS, DE_CIFRAS, GUIONES]


def _fuente(archivo: str) -> str:
    texto = (PLANTILLAS / archivo).read_text("utf-8")
    return _MARCA.sub(r"{{ \1 }}", texto) if archivo == PIEZAS else texto


def _con_las_suyas(archivo: str) -> Iterator[str]:
    for otra in _TRAE.findall((PLANTILLAS / archivo).read_text("utf-8")):
        yield from _con_las_suyas(otra)
    yield archivo
