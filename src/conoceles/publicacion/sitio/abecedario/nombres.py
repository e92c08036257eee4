"""La lista de la A a la Z: una página o, si no cabe en ella, una por cada comienzo de los apellidos.

En `candidaturas/letra/gar/` están quienes empiezan así; cuando ya no caben, de ahí se va a los comienzos más largos. La
dirección sirve mientras alguien empiece así y la lista siga partida.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from conoceles.nucleo.texto import sin_acentos
from conoceles.publicacion.instantanea.pagina import Pagina, resumir_muchos
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.sitio import contenido, pagina
from conoceles.publicacion.sitio.abecedario.comienzos import (
    Alrededor,
    Comienzo,
    Reparto,
    letras,
    partir,
    recorrer,
)

RUTA, CARPETA = "candidaturas/index.html", "candidaturas/letra/"
# Hasta tantas van en una página, plegadas por letra: unos 700 KB, 100 ya comprimidos. Una elección como las de Durango cabe.
JUNTAS = 5000
# Partida, cada página lleva hasta TOPE: unos 180 KB, 30 ya comprimidos; la primera visita, unos 50, como la de una boleta. Con la
# mitad, un apellido común se rompía en veinte páginas de cuarenta personas. Con más de JUNTO van plegadas, para recorrerlas
# con el dedo.
TOPE, JUNTO = 1000, 150
_ConFolios = tuple[Pagina, list[str]]  # y los de quienes lista


def de_todas(sitio: SitioPublico) -> _ConFolios:
    """La página con los nombres o, si no caben en ella, con a dónde ir por los de cada letra."""
    cuentas = sitio.total, sitio.con_informacion
    if sitio.total <= JUNTAS:
        fichas = contenido.por_apellido(sitio)
        insumos = resumir_muchos((cuentas, *map(_renglon, fichas)))
        return Pagina(RUTA, partial(pagina.candidaturas, sitio), insumos), _folios(fichas)
    llevan = letras((f.nombre_orden, f.folio) for c in sitio.contiendas for f in c.fichas)
    insumos = resumir_muchos((cuentas, *llevan))
    return Pagina(RUTA, partial(pagina.candidaturas, sitio, llevan), insumos), []


def de_cada_comienzo(sitio: SitioPublico) -> Iterator[_ConFolios]:
    """Las demás, que no dicen cuántas hay en total; ninguna, si caben en una."""
    if sitio.total <= JUNTAS:
        return
    # Con el folio, que nadie más lleva, siempre hay otra letra con que partir.
    reparto = Reparto[Ficha](TOPE, JUNTO, lambda f: f"{f.nombre_orden} {f.folio}", _por_apellido)
    for este, alrededor in recorrer(partir(contenido.por_apellido(sitio), reparto)):
        yield _del_comienzo(sitio, este, alrededor)


def iguales(antes: Iterable[Ficha], ahora: Iterable[Ficha]) -> bool:
    """Si son las mismas personas y de ninguna se lee en la lista otra cosa."""
    return {*map(_renglon, antes)} == {*map(_renglon, ahora)}


def _del_comienzo(sitio: SitioPublico, este: Comienzo[Ficha], alrededor: Alrededor[Ficha]) -> _ConFolios:
    """Lista a quienes caben; si no, dice cuántas son y a dónde ir."""
    suyas = este.suyos if este.cabe else ()
    enlaces = [*alrededor.enlaces, *(hoja.enlace for hoja in este.hojas)]
    insumos = resumir_muchos((este.dicho, len(este.suyos), *enlaces, *map(_renglon, suyas)))
    ruta = f"{CARPETA}{este.clave}/index.html"
    return Pagina(ruta, partial(pagina.comienzo, "comienzo", sitio, este, alrededor), insumos), _folios(suyas)


def _renglon(ficha: Ficha) -> tuple[object, ...]:
    """Lo que se lee de cada quien, y por qué va en su lugar."""
    f = ficha
    return f.folio, f.nombre, f.nombre_orden, f.en_papel, f.fuerza.nombre, f.contienda_nombre


def _folios(fichas: Sequence[Ficha]) -> list[str]:
    return [f.folio for f in fichas]


def _por_apellido(ficha: Ficha) -> str:
    """El nombre como se lee, con los apellidos primero."""
    palabras = ficha.nombre.split()
    vueltas = (" ".join(palabras[n:] + palabras[:n]) for n in range(len(palabras)))
    return next((v for v in vueltas if sin_acentos(v) == ficha.nombre_orden), ficha.nombre_orden)
