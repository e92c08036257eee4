"""La lista de la A a la Z: una página o, si no cabe en ella, una por cada comienzo de los apellidos.

En `candidaturas/letra/gar/` están quienes empiezan así; cuando ya no caben, de ahí se va a los comienzos más largos. La
dirección sirve mientras alguien empiece así y la lista siga partida.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from conoceles.nucleo.texto import sin_acentos
from conoceles.publicacion.instantanea.pagina import Pagina, resumir_muchos
from conoceles.publicacion.lectura.fichas import Ficha, SitioPublico
from conoceles.publicacion.sitio import contenido, pagina
from conoceles.publicacion.sitio.abecedario.comienzos import Alrededor, Comienzo, Reparto, partir, recorrer

RUTA, CARPETA = "candidaturas/index.html", "candidaturas/letra/"
# Hasta tantas van en una página, plegadas por letra: unos 700 KB, 100 ya comprimidos. Una elección como las de Durango cabe.
JUNTAS = 5000
# Partida, cada página lleva hasta TOPE: unos 180 KB, 30 ya comprimidos; la primera visita, unos 50, como la de una boleta. Con la
# mitad, un apellido común se rompía en veinte páginas de cuarenta personas. Con más de JUNTO van plegadas, para recorrerlas
# con el dedo.
TOPE, JUNTO = 1000, 150
_ConFolios = tuple[Pagina, list[str]]  # y los de quienes lista


def paginas(sitio: SitioPublico) -> Iterator[_ConFolios]:
    """La de todas y, si hacen falta, las de cada comienzo."""
    fichas = contenido.por_apellido(sitio)
    cuentas = sitio.total, sitio.con_informacion
    if len(fichas) <= JUNTAS:
        insumos = resumir_muchos((cuentas, *map(_renglon, fichas)))
        yield Pagina(RUTA, partial(pagina.candidaturas, sitio), insumos), _folios(fichas)
        return
    # Con el folio, que nadie más lleva, siempre hay otra letra con que partir.
    letras = partir(fichas, Reparto(TOPE, JUNTO, lambda f: f"{f.nombre_orden} {f.folio}", _por_apellido))
    insumos = resumir_muchos((cuentas, *(letra.enlace for letra in letras)))
    yield Pagina(RUTA, partial(pagina.candidaturas, sitio, letras), insumos), []
    for este, alrededor in recorrer(letras):
        yield _del_comienzo(sitio, este, alrededor)


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
