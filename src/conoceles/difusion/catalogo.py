"""Todos los materiales de una elección, menos los de estadística."""

from __future__ import annotations

from collections.abc import Iterator

from conoceles.difusion.lugares import carteles_de_distritos, de_cargos, de_distritos, de_eleccion, de_portal
from conoceles.difusion.piezas import Pieza, de_boleta, de_muestra, de_persona
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio.lenguas.tarjetas import Decir, tal_cual


def de_todo(sitio: SitioPublico, url: str, decir: Decir = tal_cual) -> Iterator[Pieza]:
    """Las de una elección, menos las estadísticas. `url`: la dirección pública de la elección, con diagonal."""
    for boleta in sitio.contiendas:
        if boleta.fichas:
            yield from de_boleta(sitio, boleta, url, decir)
            yield from de_muestra(sitio, boleta, url, decir)
            for ficha in boleta.fichas:
                yield from de_persona(sitio, ficha, url, decir)
    yield from de_distritos(sitio, url, decir)
    yield from carteles_de_distritos(sitio, url, decir)
    yield from de_cargos(sitio, url, decir)
    yield from de_eleccion(sitio, url, decir)
    yield from de_portal(sitio, url, decir)
