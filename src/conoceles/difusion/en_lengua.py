"""Los materiales en otra lengua: cada uno, si alguien tradujo todo lo que dice y la letra de la casa lo escribe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from conoceles.difusion.catalogo import de_todo
from conoceles.difusion.formatos.piezas import LENGUAS
from conoceles.difusion.lugares import de_mensajes
from conoceles.difusion.piezas import Pieza
from conoceles.publicacion.instantanea.pagina import en_lengua
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio.lenguas import tarjetas
from conoceles.publicacion.sitio.lenguas.plantillas import EnLengua


def en_esa(sitio: SitioPublico, mensajes: Sequence[str], url: str, lengua: EnLengua) -> Iterator[Pieza]:
    """Las mismas que en español, con lo que llevan traducido; de las demás se ofrece la que está en español.

    Los nombres quedan como son. `url`: la dirección pública de la elección, con diagonal.
    """
    suya, decir = url + en_lengua(lengua.clave, ""), lengua.voz.entero
    for pieza in chain(de_todo(sitio, suya, decir), de_mensajes(sitio, mensajes, suya, decir)):
        if tarjetas.entera(pieza.datos):
            datos = pieza.datos | {"lengua": lengua.clave}
            yield replace(pieza, ruta=en_lengua(lengua.clave, pieza.ruta), datos=datos, tanda=LENGUAS)
