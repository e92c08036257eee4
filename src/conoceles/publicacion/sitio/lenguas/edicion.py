"""El sitio en otra lengua: las mismas páginas, con lo que alguien tradujo y firmó; lo demás, en español y dicho como tal."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache, partial

from conoceles.proceso import marco
from conoceles.proceso.definicion import Definicion
from conoceles.proceso.traducibles import Traducible, traducibles, vigentes
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.lectura import markdown
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua, en_lengua

CARPETA = "lengua"
_ETIQUETA = re.compile(r"<[a-z]+\b[^>]*>")
_RELATIVA = re.compile(r'(?<=\s)(href|src|action|data-donde|data-raiz)="(?![a-z]+:|#|/)([^"]*)"')


def ediciones(d: Definicion, una: Pagina) -> Iterator[Pagina]:
    """La misma en cada lengua que ya tiene algo traducido, si es de las que se traducen."""
    if una.ruta not in marco.PAGINAS:
        return
    for lengua in d.guia.lenguas:
        if valen := vigentes(d, lengua):
            dichos = tuple((t, valen[t.clave].texto) for t in traducibles(d) if t.clave in valen)
            dicho = _en_lengua(lengua.clave, lengua.nombre, dichos)
            ruta = f"{CARPETA}/{lengua.clave}/{una.ruta}"
            yield Pagina(ruta, partial(_componer, dicho, una), una.insumos)


@lru_cache(maxsize=16)
def _en_lengua(clave: str, nombre: str, dichos: tuple[tuple[Traducible, str], ...]) -> EnLengua:
    textos = {nombre: nombre}
    enteros: dict[str, str] = {}
    for original, dicho in dichos:
        if original.largo:
            for forma in (markdown.sin_titulo, markdown.bajo_un_titulo):
                enteros[markdown.html(forma(original.texto))] = markdown.html(forma(dicho))
        else:
            textos[original.texto] = dicho
            # Como las plantillas los escriben al empezar una frase o en medio.
            textos.setdefault(_mayuscula(original.texto), _mayuscula(dicho))
            textos.setdefault(original.texto.lower(), dicho.lower())
    frases = {t.texto: dicho for t, dicho in dichos if t.grupo == "marco"}
    return EnLengua(clave, nombre, frases, textos, enteros)


def _mayuscula(texto: str) -> str:
    return texto[:1].upper() + texto[1:]


def _componer(dicho: EnLengua, una: Pagina) -> str:
    with en_lengua(dicho, una.ruta):
        html = una.componer()
    html = html.replace('<html lang="es-MX">', f'<html lang="{dicho.clave}">', 1)
    return _ETIQUETA.sub(lambda m: _RELATIVA.sub(partial(_direccion, m[0], una.ruta), m[0]), html)


def _direccion(etiqueta: str, ruta: str, hallada: re.Match[str]) -> str:
    """Lo que también está en esta lengua se queda en ella; lo demás es del sitio en español."""
    camino = re.split("[?#]", hallada[2])[0]
    destino = posixpath.normpath(posixpath.join(posixpath.dirname(ruta), camino or "."))
    en_espanol = 'hreflang="es-MX"' in etiqueta or hallada[1] != "href"
    if not en_espanol and posixpath.normpath(posixpath.join(destino, "index.html")) in marco.PAGINAS:
        return hallada[0]
    arriba = "../" * (ruta.count("/") + 2)
    carpeta = "/" if destino != "." and (camino.endswith("/") or not camino) else ""
    resto = hallada[2][len(camino) :]
    return f'{hallada[1]}="{arriba}{"" if destino == "." else destino}{carpeta}{resto}"'
