"""El sitio en otra lengua: las mismas páginas, con lo que alguien tradujo y firmó; lo demás, en español y dicho como tal."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from conoceles.nucleo.redaccion.frases import EN_ESPANOL
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.lenguas import marco
from conoceles.proceso.lenguas.traducibles import traducibles, vigentes
from conoceles.publicacion.instantanea.pagina import Pagina, en_lengua, resumir
from conoceles.publicacion.lectura.textos import DE_PUNO_Y_LETRA
from conoceles.publicacion.sitio.lenguas.plantillas import Dicho, Edicion, EnLengua, en_edicion, en_esa

_ETIQUETA = re.compile(r"<[a-z]+\b[^>]*>")
_RELATIVA = re.compile(r'(?<=\s)(href|src|srcset|action|data-[a-z-]+)="(?![a-z]+:|#|/)([^"]*)"')
_DE_PAGINA = re.compile(r"[^?#]*/(?:[?#].*)?")
Hallar = Callable[[str], str]
_DE_DIRECCION = {"href", "src", "srcset", "action", "data-donde", "data-raiz", "data-guion"}
_CON_ALTERNATIVO = re.compile(rf'<img(?![^<>]* lang=)(?=[^<>]* alt="{EN_ESPANOL})')
_EN_ESPANOL = '<meta property="og:locale" content="es_MX">\n'  # ningún código de tres letras es de los que Open Graph conoce
_ENLAZA = {"href", "src", "action"}  # lo demás es un archivo, y hay uno para todas las lenguas


def lenguas(d: Definicion) -> tuple[EnLengua, ...]:
    """Las que ya tienen algo traducido que hoy vale."""
    escritas = [c for c in d.curricular.campos() if c.se_publica and c.tipo in DE_PUNO_Y_LETRA]
    propios = tuple(dict.fromkeys(e for c in escritas for e in (c.etiqueta, c.breve)))
    hechas = []
    for lengua in d.guia.lenguas:
        if valen := vigentes(d, lengua):
            suyos = (
                Dicho(t.clave, t.texto, valen[t.clave].texto, t.largo)
                for t in traducibles(d)
                if t.clave in valen
            )
            hechas.append(en_esa(lengua.clave, lengua.nombre, tuple(suyos), propios))
    return tuple(hechas)


def ediciones(
    hechas: tuple[EnLengua, ...], una: Pagina, archivos: frozenset[str] = frozenset()
) -> list[Pagina]:
    """La página y, si es de las que se traducen, la misma en cada lengua; cada una enlaza a las demás.

    `archivos`: los que se descargan de ella y están en alguna lengua; los demás los enlaza en español.
    """
    if not hechas or not marco.se_traduce(una.ruta):
        return [una]
    edicion = Edicion(None, corta(una.ruta), hechas, partial(donde, archivos=archivos))
    insumos = resumir(una.insumos, sorted(archivos)) if archivos else una.insumos
    return en_cada_una(replace(una, insumos=insumos), edicion)


def en_cada_una(una: Pagina, edicion: Edicion) -> list[Pagina]:
    """La página en español y en cada lengua de esa edición."""
    return [
        replace(una, ruta=ruta, componer=partial(_componer, replace(edicion, dicho=dicho), una))
        for dicho, ruta in zip((None, *edicion.lenguas), rutas(edicion.lenguas, una.ruta), strict=True)
    ]


def corta(ruta: str) -> str:
    """Su dirección; la de lo que no existe está al inicio."""
    return ruta.removesuffix("index.html").removesuffix("404.html")


def rutas(hechas: Sequence[EnLengua], ruta: str) -> list[str]:
    """Dónde está esa página: la suya en español y la de cada lengua."""
    return [ruta, *(en_lengua(lengua.clave, ruta) for lengua in hechas)]


def donde(lengua: EnLengua, pagina: str, *, archivos: frozenset[str] = frozenset()) -> str:
    """Desde la carpeta de esa lengua, esa página en ella; vacío si solo está en español."""
    if pagina == "../index.html" and "index.html" in lengua.en_la_raiz:
        return f"../../../{en_lengua(lengua.clave, 'index.html')}"
    esta = marco.se_traduce(pagina) or en_lengua(lengua.clave, pagina) in archivos
    return pagina if esta else ""


def _componer(edicion: Edicion, una: Pagina, *datos: object) -> str:
    with en_edicion(edicion):
        html = una.componer(*datos)
    if edicion.dicho is None:
        return html
    html = html.replace('<html lang="es-MX">', f'<html lang="{edicion.dicho.clave}">', 1)
    html = _al_compartirla(html, edicion.dicho.clave, edicion.ruta)
    hallar = partial(edicion.donde, edicion.dicho)
    html = _ETIQUETA.sub(lambda m: _RELATIVA.sub(partial(_atributo, m[0], una.ruta, hallar), m[0]), html)
    return _CON_ALTERNATIVO.sub('<img lang="es"', html).replace(EN_ESPANOL, "")


def _al_compartirla(html: str, clave: str, corta: str) -> str:
    """Quien la comparte en una red comparte esta, no la que está en español."""
    direccion = rf'(<meta property="og:url" content="[^"]*/){re.escape(corta)}"'
    return re.sub(direccion, rf'\g<1>{en_lengua(clave, corta)}"', html.replace(_EN_ESPANOL, "", 1), count=1)


def _atributo(etiqueta: str, ruta: str, hallar: Hallar, hallado: re.Match[str]) -> str:
    nombre, valor = hallado[1], hallado[2]
    if nombre not in _DE_DIRECCION:
        return hallado[0]
    en_espanol = "hreflang=" in etiqueta or "data-en-espanol" in etiqueta or nombre not in _ENLAZA
    if nombre == "srcset":
        return f'srcset="{", ".join(_en_espanol(u, ruta) for u in valor.split(", "))}"'
    suya = "" if en_espanol else _en_esta(valor, ruta, hallar)
    hecha = suya or _en_espanol(valor, ruta)
    sale = not suya and nombre == "href" and etiqueta.startswith("<a ") and "hreflang=" not in etiqueta
    dicho = ' hreflang="es-MX"' if sale and _DE_PAGINA.fullmatch(hecha) else ""
    return f'{nombre}="{hecha}"{dicho}'


def _destino(escrita: str, ruta: str) -> tuple[str, str]:
    """A dónde lleva, desde donde están las páginas en español; y lo demás de la dirección. Una carpeta acaba en `/`."""
    camino = re.split("[?# ]", escrita)[0]
    destino = posixpath.normpath(posixpath.join(posixpath.dirname(ruta), camino or "."))
    carpeta = "/" if camino.endswith("/") or not camino else ""
    return "" if destino == "." else f"{destino}{carpeta}", escrita[len(camino) :]


def _en_esta(escrita: str, ruta: str, hallar: Hallar) -> str:
    """La misma página en esta lengua; vacío si solo está en español."""
    destino, resto = _destino(escrita, ruta)
    pagina = f"{destino}index.html" if destino.endswith("/") or not destino else destino
    suya = hallar(pagina)
    if suya == pagina:
        return escrita
    return f"{'../' * ruta.count('/')}{suya.removesuffix('index.html')}{resto}" if suya else ""


def _en_espanol(escrita: str, ruta: str) -> str:
    destino, resto = _destino(escrita, ruta)
    return f"{'../' * (ruta.count('/') + 2)}{destino}{resto}"
