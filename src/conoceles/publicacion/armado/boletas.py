"""Componer las boletas: su página, sus temas, sus planillas, la que se practica y la que va en otros sitios."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from conoceles.publicacion.api import publicar as api
from conoceles.publicacion.archivos import novedades_atom
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.leer import Leido
from conoceles.publicacion.instantanea.materiales import CARPETA, Hechos, hechos
from conoceles.publicacion.instantanea.pagina import Pagina
from conoceles.publicacion.lectura.fichas import ContiendaPublica, Ficha
from conoceles.publicacion.sitio import sitio_de
from conoceles.publicacion.sitio.boletas import paginas
from conoceles.publicacion.sitio.lenguas import canales, edicion


def poner(corrida: Corrida, leido: Leido, otras: Iterable[Ficha], *, completa: bool) -> None:
    """Las leídas; `otras`, sin textos, porque las hay que van al reverso."""
    resto = [f for f in otras if f.contienda not in leido.contiendas]
    ya_hechos = hechos(corrida.obra)
    for boleta in sitio_de.contiendas(corrida.marco, [*leido.fichas, *resto], solo=leido.contiendas):
        _una(corrida, boleta, ya_hechos, completa=completa)


def _una(corrida: Corrida, boleta: ContiendaPublica, ya_hechos: Hechos, *, completa: bool) -> None:
    obra, comun = corrida.obra, corrida.comun
    folios = [f.folio for f in boleta.fichas]
    if "incrustar" not in comun.detenido:
        for pagina in corrida.ediciones(paginas.incrustada(comun, boleta)):
            obra.encargar(pagina, folios)
    _con_novedades(corrida, boleta, folios)
    carpetas = [("practicar/", paginas.para_practicar(comun, boleta))]
    carpetas += [("fuerza-", paginas.planillas(comun, boleta))]
    if comun.temas:
        carpetas += [("temas/", [*paginas.temas_de_boleta(comun, boleta)])]
    for nombre, hechas in carpetas:
        carpeta(corrida, f"contiendas/{boleta.clave}/{nombre}", hechas, folios, completa=completa)
    api.poner_boleta(obra, comun, boleta, corrida.url, corrida.ahora)
    if boleta.fichas:
        en_lenguas = ya_hechos.en_lenguas.de_boleta(boleta.clave, folios) if corrida.lenguas else frozenset()
        for pagina in corrida.ediciones(paginas.materiales_de_boleta(comun, boleta, ya_hechos), en_lenguas):
            obra.encargar(pagina, folios)
    else:
        for ruta in edicion.rutas(corrida.lenguas, f"{CARPETA}contiendas/{boleta.clave}/index.html"):
            obra.quitar(ruta)


def _con_novedades(corrida: Corrida, boleta: ContiendaPublica, folios: Sequence[str]) -> None:
    """La página de la boleta y, si cambió, lo que cuenta de ella su archivo de novedades, en cada lengua."""
    obra, novedades = corrida.obra, f"contiendas/{boleta.clave}/novedades.atom"
    todas = corrida.ediciones(paginas.boleta(corrida.comun, boleta, corrida.url))
    if not any([obra.encargar(pagina, folios) for pagina in todas]):
        for ruta in edicion.rutas(corrida.lenguas, novedades):
            obra.conservar(ruta)
    elif "novedades" not in corrida.comun.detenido:
        for canal in canales.en_cada_lengua(corrida.lenguas, corrida.url):
            obra.poner(canal.en(novedades), novedades_atom.feed(corrida.comun, boleta, canal), folios)


def carpeta(
    corrida: Corrida, prefijo: str, hechas: Sequence[Pagina], de: Collection[str] = (), *, completa: bool
) -> None:
    """Las páginas que hay según quiénes están, como planillas o temas, en cada lengua; la que se quedó sin nadie se retira.

    En una publicación completa lo que sobra se retira al final.
    """
    todas = en_cada_lengua(corrida, prefijo, hechas, completa=completa)
    for pagina in todas:
        corrida.obra.encargar(pagina, de)


def de_la_eleccion(corrida: Corrida, prefijo: str, hechas: Sequence[Pagina], *, completa: bool) -> None:
    """Como `carpeta`, con páginas que llevan la elección entera: las compone este proceso, y otro no la tiene dos veces."""
    for pagina in en_cada_lengua(corrida, prefijo, hechas, completa=completa):
        corrida.obra.pagina(pagina)


def en_cada_lengua(
    corrida: Corrida, prefijo: str, hechas: Sequence[Pagina], *, completa: bool
) -> list[Pagina]:
    """Todas, y se retiran las que ya no están entre ellas."""
    todas = [una for pagina in hechas for una in corrida.ediciones(pagina)]
    prefijos = () if completa else edicion.rutas(corrida.lenguas, prefijo)
    antes = {ruta for suyo in prefijos for ruta in corrida.obra.paginas_en(suyo)}
    for ruta in antes - {p.ruta for p in todas}:
        corrida.obra.quitar(ruta)
    return todas
