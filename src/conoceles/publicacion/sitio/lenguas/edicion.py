"""El sitio en otra lengua: las mismas páginas, con lo que alguien tradujo y firmó; lo demás, en español y dicho como tal."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from conoceles.proceso.definicion import Definicion
from conoceles.proceso.lenguas import marco
from conoceles.proceso.lenguas.traducibles import traducibles, vigentes
from conoceles.publicacion.instantanea.pagina import Pagina, en_lengua
from conoceles.publicacion.lectura.textos import DE_PUNO_Y_LETRA
from conoceles.publicacion.sitio.lenguas.plantillas import Dicho, Edicion, EnLengua, en_edicion, en_esa

_ETIQUETA = re.compile(r"<[a-z]+\b[^>]*>")
_RELATIVA = re.compile(r'(?<=\s)(href|src|srcset|action|data-[a-z-]+)="(?![a-z]+:|#|/)([^"]*)"')
_DE_PAGINA = re.compile(r"[^?#]*/(?:[?#].*)?")
_DE_DIRECCION = {"href", "src", "srcset", "action", "data-donde", "data-raiz", "data-guion"}
_ENLAZA = {"href", "action"}  # lo demás es un archivo, y hay uno para todas las lenguas


def lenguas(d: Definicion) -> tuple[EnLengua, ...]:
    """Las que ya tienen algo traducido que hoy vale."""
    todos = traducibles(d)
    escritas = [c for c in d.curricular.campos() if c.se_publica and c.tipo in DE_PUNO_Y_LETRA]
    propios = tuple(dict.fromkeys(e for c in escritas for e in (c.etiqueta, c.breve)))
    hechas = []
    for lengua in d.guia.lenguas:
        if valen := vigentes(d, lengua):
            suyos = (
                Dicho(t.clave, t.texto, valen[t.clave].texto, t.largo) for t in todos if t.clave in valen
            )
            hechas.append(en_esa(lengua.clave, lengua.nombre, tuple(suyos), propios))
    return tuple(hechas)


def ediciones(hechas: tuple[EnLengua, ...], una: Pagina) -> list[Pagina]:
    """La página y, si es de las que se traducen, la misma en cada lengua; cada una enlaza a las demás."""
    if not hechas or not marco.se_traduce(una.ruta):
        return [una]
    corta = una.ruta.removesuffix("index.html").removesuffix("404.html")  # la de lo que no existe, al inicio
    return [
        replace(una, ruta=ruta, componer=partial(_componer, Edicion(dicho, corta, hechas), una))
        for dicho, ruta in zip((None, *hechas), rutas(hechas, una.ruta), strict=True)
    ]


def rutas(hechas: Sequence[EnLengua], ruta: str) -> list[str]:
    """Dónde está esa página: la suya en español y la de cada lengua."""
    return [ruta, *(en_lengua(lengua.clave, ruta) for lengua in hechas)]


def _componer(edicion: Edicion, una: Pagina, *datos: object) -> str:
    with en_edicion(edicion):
        html = una.componer(*datos)
    if edicion.dicho is None:
        return html
    html = html.replace('<html lang="es-MX">', f'<html lang="{edicion.dicho.clave}">', 1)
    html = _al_compartirla(html, edicion.dicho.clave, edicion.ruta)
    return _ETIQUETA.sub(lambda m: _RELATIVA.sub(partial(_atributo, m[0], una.ruta), m[0]), html)


def _al_compartirla(html: str, clave: str, corta: str) -> str:
    """Quien la comparte en una red comparte esta, no la que está en español."""
    direccion = rf'(<meta property="og:url" content="[^"]*/){re.escape(corta)}"'
    html = re.sub(direccion, rf'\g<1>{en_lengua(clave, corta)}"', html, count=1)
    return html.replace(
        'property="og:locale" content="es_MX"', f'property="og:locale" content="{clave}_MX"', 1
    )


def _atributo(etiqueta: str, ruta: str, hallado: re.Match[str]) -> str:
    nombre, valor = hallado[1], hallado[2]
    if nombre not in _DE_DIRECCION:
        return hallado[0]
    en_espanol = "hreflang=" in etiqueta or "data-en-espanol" in etiqueta or nombre not in _ENLAZA
    if nombre == "srcset":
        return f'srcset="{", ".join(_direccion(u, ruta, en_espanol=True) for u in valor.split(", "))}"'
    hecha = _direccion(valor, ruta, en_espanol=en_espanol)
    sale = hecha != valor and nombre == "href" and etiqueta.startswith("<a ") and "hreflang=" not in etiqueta
    dicho = ' hreflang="es-MX"' if sale and _DE_PAGINA.fullmatch(hecha) else ""
    return f'{nombre}="{hecha}"{dicho}'


def _direccion(escrita: str, ruta: str, *, en_espanol: bool) -> str:
    """Lo que también está en esta lengua se queda en ella; lo demás es del sitio en español."""
    camino = re.split("[?# ]", escrita)[0]
    destino = posixpath.normpath(posixpath.join(posixpath.dirname(ruta), camino or "."))
    es_carpeta = camino.endswith("/") or not camino
    if es_carpeta and not en_espanol and marco.se_traduce(posixpath.normpath(f"{destino}/index.html")):
        return escrita
    arriba = "../" * (ruta.count("/") + 2)
    destino = "" if destino == "." else f"{destino}/" if es_carpeta else destino
    return f"{arriba}{destino}{escrita[len(camino) :]}"
