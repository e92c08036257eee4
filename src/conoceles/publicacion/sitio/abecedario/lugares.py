"""Los municipios que no caben en la portada, por su inicial: `lugares/c/`, y `lugares/san-b/` donde una letra tiene muchos."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from conoceles.publicacion.instantanea.pagina import Pagina, resumir
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.lectura.fichas_de import Marco
from conoceles.publicacion.sitio import donde, pagina, territorio
from conoceles.publicacion.sitio.abecedario.comienzos import recorrer


def paginas(sitio: SitioPublico, marco: Marco) -> Iterator[Pagina]:
    """Las de cada comienzo; ninguna, si caben."""
    municipios = territorio.municipios(marco)
    de_cada_uno = territorio.propias(municipios)
    for este, alrededor in recorrer(donde.por_inicial(municipios)):
        suyos = [donde.de_uno(m, de_cada_uno[m.clave]) for m in este.suyos if este.cabe]
        insumos = resumir(suyos, alrededor.enlaces, [hoja.enlace for hoja in este.hojas])
        componer = partial(pagina.comienzo, "lugares", sitio, este, alrededor, municipios=suyos)
        yield Pagina(f"lugares/{este.clave}/index.html", componer, insumos)
