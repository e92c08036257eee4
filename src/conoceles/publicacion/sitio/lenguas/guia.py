"""La guía breve en español y, en cada lengua que tiene quien firme lo traducido, todo lo que el público lee de la elección.

Lo que el sitio dice en toda elección se lee en sus páginas (`edicion`), no aquí.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from conoceles.proceso.definicion import Definicion, Lengua
from conoceles.proceso.lenguas.traducibles import GRUPOS, Traducible, traducibles, vigentes
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.lectura import markdown, textos
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio.indice import fija

_SIN_LEER = ("marco", "boletas")  # se leen en su lugar, y no como textos sueltos


@dataclass(frozen=True)
class Traducido:
    """Un texto en esa lengua y el español del que salió. `html`: el de un texto largo, ya compuesto."""

    original: Traducible
    texto: str
    html: str = ""


def paginas(sitio: SitioPublico, d: Definicion) -> Iterator[Pagina]:
    """La guía y una página por lengua. De una lengua sin nada traducido solo se dice que falta."""
    hechas = [lengua for lengua in d.guia.lenguas if vigentes(d, lengua)]
    pendientes = [lengua.nombre for lengua in d.guia.lenguas if lengua not in hechas]
    comunes: dict[str, object] = {"traducidas": hechas, "pendientes": pendientes}
    if d.guia.textos:
        yield fija("guia", "guia/index.html", sitio, apartados=d.guia.textos, **comunes)
    for lengua in hechas:
        yield fija("lengua", f"guia/{lengua.clave}/index.html", sitio, **_datos(d, lengua), **comunes)


def _datos(d: Definicion, lengua: Lengua) -> dict[str, object]:
    valen = vigentes(d, lengua)
    todos = traducibles(d)
    dichos = [
        _traducido(t, valen[t.clave].texto) for t in todos if t.clave in valen and t.grupo not in _SIN_LEER
    ]
    grupos = [(GRUPOS[clave], list(suyos)) for clave, suyos in groupby(dichos, lambda x: x.original.grupo)]
    quienes = dict.fromkeys((x.hizo, x.reviso) for x in valen.values())
    ultima = max((x.fecha for x in valen.values() if x.fecha), default=None)
    return {
        "lengua": lengua,
        "partes": grupos,
        "quienes": list(quienes),
        "fecha": textos.dia(ultima),
        "cuantos": sum(not t.de[0] and t.clave in valen for t in todos),
        "de": sum(not t.de[0] for t in todos),
    }


def _traducido(original: Traducible, texto: str) -> Traducido:
    """Los encabezados de un texto largo van bajo el de su apartado."""
    bajo = re.sub(r"^(#+ )", r"##\1", texto, flags=re.MULTILINE)
    return Traducido(original, texto, markdown.html(bajo) if original.largo else "")
