"""Componer lo que no es de una persona ni de una boleta: portadas, listas, textos fijos y el mapa del sitio."""

from __future__ import annotations

from collections.abc import Collection

from conoceles.nucleo.nucleos import Hacer
from conoceles.publicacion.api import pagina as pagina_de_api
from conoceles.publicacion.api import publicar as api
from conoceles.publicacion.archivos import anexos, avisos_pdf
from conoceles.publicacion.armado import boletas, historial
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.decidir import Cambio
from conoceles.publicacion.instantanea import materiales
from conoceles.publicacion.instantanea.pagina import Pagina, en_espanol
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.sitio import indice
from conoceles.publicacion.sitio.abecedario import lugares, nombres
from conoceles.publicacion.sitio.boletas import paginas
from conoceles.publicacion.sitio.lenguas import guia, guiones


def fijos(corrida: Corrida, hacer: Hacer) -> None:
    """Lo que solo cambia con la definición, y la página de la historia. `hacer`: quién compone los PDF."""
    obra, comun, marco = corrida.obra, corrida.comun, corrida.marco
    sueltos = {
        **anexos.estaticos(comun),
        **anexos.verificar(),
        **avisos_pdf.archivos(marco.definicion, hacer),
    }
    if corrida.con_perfiles:
        sueltos |= {**anexos.del_territorio(comun, marco, corrida.url), **api.esquemas()}
        for pagina in lugares.paginas(comun, marco):
            _poner(corrida, pagina)
    de_lenguas = (hecho for lengua in corrida.lenguas for hecho in guiones.de(lengua).values())
    sueltos |= {f"estatico/{nombre}": contenido for nombre, contenido in de_lenguas}
    for ruta, contenido in sueltos.items():
        obra.poner(ruta, contenido)
    for pagina in indice.fijas(comun, marco):
        _poner(corrida, pagina)
    boletas.de_la_eleccion(corrida, "guia/", [*guia.paginas(comun, marco.definicion)], completa=True)
    _poner(corrida, indice.verificar(comun, marco, historial.publicado(corrida)))
    if not corrida.con_perfiles:
        _poner(corrida, indice.antes(comun))


def _poner(corrida: Corrida, pagina: Pagina, de: Collection[str] = ()) -> None:
    for una in corrida.ediciones(pagina):
        corrida.obra.pagina(una, de)


def alfabeto(corrida: Corrida, cambio: Cambio) -> None:
    """La lista de la A a la Z, con sus partes si no cabe en una página; la que ya no hace falta se retira."""
    sitio = corrida.sitio(cambio.ligeras)
    _poner(corrida, *nombres.de_todas(sitio))
    if not cambio.completa and nombres.iguales(cambio.previas.values(), cambio.leido.fichas):
        return  # las de cada comienzo dicen lo mismo
    hechas = [*nombres.de_cada_comienzo(sitio)]
    folios, suyas = {p.ruta: de for p, de in hechas}, [p for p, _ in hechas]
    for una in boletas.en_cada_lengua(corrida, nombres.CARPETA, suyas, completa=cambio.completa):
        corrida.obra.pagina(una, folios[en_espanol(una.ruta)])


def portadas(corrida: Corrida, cambio: Cambio) -> None:
    """Las que dicen cuántas hay y de cuándo es lo más reciente."""
    sitio, folios = corrida.sitio(cambio.ligeras), [f.folio for f in cambio.ligeras]
    for pagina in indice.portadas(sitio, corrida.marco, corrida.hasta(), corrida.url):
        _poner(corrida, pagina, folios if pagina.ruta == "secciones/index.html" else ())
    hechos = materiales.hechos(corrida.obra)
    for una in indice.para_difundir(sitio, hechos, corrida.url):
        for pagina in corrida.ediciones(
            una, hechos.en_lenguas.generales() if corrida.lenguas else frozenset()
        ):
            corrida.obra.pagina(pagina)
    if sitio.temas:
        por_tema = [*paginas.temas_de_la_eleccion(sitio)]
        boletas.de_la_eleccion(corrida, "temas/", por_tema, completa=cambio.completa)
    _poner(corrida, pagina_de_api.portada(sitio))


def mapa(corrida: Corrida, ligeras: list[Ficha]) -> bytes:
    """Todas las páginas, menos las notas de quienes concluyeron y las partes de la lista de la A a la Z, que llevan a otras; del
    archivo, ninguna: piden no indexarse.
    """
    if corrida.marco.fase == "archivo":
        return anexos.mapa(corrida.clave, ())
    vivas = {f"candidaturas/{f.folio}/index.html" for f in ligeras} | {"candidaturas/index.html"}
    dichas = ((r, en_espanol(r)) for r in corrida.obra.archivos)
    rutas = (r for r, suya in dichas if suya in vivas or not suya.startswith("candidaturas/"))
    return anexos.mapa(corrida.clave, rutas)
