"""Cerrar: fotografías, búsqueda y mapa; se estrena si algo cambió."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from conoceles.publicacion.armado import corte, sueltos
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.decidir import Cambio
from conoceles.publicacion.busqueda import buscador, indice_estatico
from conoceles.publicacion.busqueda.borrador import Borrador
from conoceles.publicacion.busqueda.renglones import Renglones
from conoceles.publicacion.instantanea import materiales
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.renglones.renglon import huella
from conoceles.publicacion.lectura import fotos
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.sitio import indice
from conoceles.publicacion.sitio.boletas import paginas
from conoceles.publicacion.sitio.lenguas import tarjetas


def cerrar(
    corrida: Corrida, cambio: Cambio, todas: Callable[[], Borrador], buscada: Future[str] | None
) -> bool:
    """Deja la obra terminada; dice si hay algo que estrenar. `todas`: lo que se busca de la elección entera; `buscada`: lo que dio
    `buscar`, si ya se hizo.
    """
    obra = corrida.obra
    sin_caras = cambio.otras_fotos and _fotos(corrida, cambio)
    idas = list[str]()
    if cambio.completa:
        idas = materiales.conservar(obra, cambio.ligeras)
    elif cambio.hay_idas or sin_caras:
        boletas = [*cambio.previas.values()], cambio.leido.fichas
        idas = materiales.retirar(obra, *boletas, cambio.ligeras)
    _dejar_de_enlazar(corrida, cambio.ligeras, idas)
    if "novedades" in corrida.comun.detenido:
        materiales.callar(obra)
    if cambio.hay and corrida.con_perfiles and corrida.url:
        # Las demás ya tienen la suya, si no se acaba de retirar ninguna.
        solo = None if cambio.completa or idas else cambio.leido.contiendas
        anunciadas = tarjetas.anunciadas(
            corrida.sitio(cambio.ligeras), corrida.url, corrida.lenguas, obra.archivos, solo
        )
        materiales.prestar(obra, anunciadas)
    with obra.fijo():
        if cambio.completa:
            corte.conservar(corrida)
            obra.quitar_lo_demas()
        if cambio.completa or cambio.otro_elenco or obra.otras_direcciones:
            obra.poner("sitemap.xml", sueltos.mapa(corrida, cambio.ligeras))
        obra.estado.fichas = cambio.ligeras
        if not obra.hay_cambios and not cambio.otras_fichas:
            return False
    carpeta = obra.materializar()
    if resumen := buscada or buscar(corrida, cambio, todas):
        with obra.fijo():
            obra.anotar(buscador.ARCHIVO, carpeta / buscador.ARCHIVO, resumen.result())
    return obra.hay_cambios


def _dejar_de_enlazar(corrida: Corrida, ligeras: list[Ficha], idas: Collection[str]) -> None:
    """Quien listaba un material que se retira deja de enlazarlo hasta que la segunda vuelta lo rehaga."""
    if not idas:
        return
    obra, sitio, hechos = corrida.obra, corrida.sitio(ligeras), materiales.hechos(corrida.obra)
    de_quienes = {ruta.split("/")[2] for ruta in idas if ruta.count("/") > 2}
    for boleta in sitio.contiendas:
        folios = [f.folio for f in boleta.fichas]
        if folios and de_quienes & {boleta.clave, *folios}:
            una = paginas.materiales_de_boleta(corrida.comun, boleta, hechos)
            for pagina in corrida.ediciones(una, hechos.en_lenguas.de_boleta(boleta.clave, folios)):
                obra.estado.anotar_pagina(pagina.ruta, None)
                obra.pagina(pagina, folios)
    for una in indice.para_difundir(sitio, hechos, corrida.url):
        for pagina in corrida.ediciones(una, hechos.en_lenguas.generales()):
            obra.pagina(pagina)


def _fotos(corrida: Corrida, cambio: Cambio) -> bool:
    """Enlaza las que se estrenan, conserva las que siguen y retira las que ya nadie muestra; dice si retiró alguna."""
    obra = corrida.obra
    with obra.fijo():
        mostradas = fotos.de_fichas(cambio.ligeras)
        publicadas = {*_publicadas(obra, cambio)}
        siguen = {r for r in publicadas if r[6:70] in mostradas}
        for sigue in siguen if cambio.completa else ():
            obra.conservar(sigue)
    for sobrante in publicadas - siguen:
        obra.quitar(sobrante)
    cuantos = Counter(r[6:70] for r in siguen)
    suyas = mostradas if cambio.completa else fotos.de_fichas(cambio.leido.fichas)
    nuevas = {h for h in suyas if cuantos[h] < len(fotos.HECHOS)}  # o a la que le falta un tamaño
    for ruta in fotos.preparar_todas(nuevas, obra.arbol.objetos) if nuevas else ():
        obra.enlazar(f"fotos/{ruta.name}", ruta)
    return bool(publicadas - siguen)


def _publicadas(obra: Obra, cambio: Cambio) -> Iterator[str]:
    """Las fotografías que ya estaban; si no es completa, solo las de quienes están o estaban en las boletas que se leyeron."""
    suyas = sorted(fotos.de_fichas([*cambio.previas.values(), *cambio.leido.fichas]))
    for prefijo in ["fotos/"] if cambio.completa else [f"fotos/{una}" for una in suyas]:
        yield from obra.archivos.bajo(prefijo)


def buscar(corrida: Corrida, cambio: Cambio, todas: Callable[[], Borrador]) -> Future[str] | None:
    """Deja al día la búsqueda, si dice otra cosa. Su archivo crece con la elección: apenas está, otro hilo saca su huella."""
    if not (cambio.otras_fichas or cambio.hay_idas or (cambio.completa and corrida.con_perfiles)):
        return None
    carpeta, vuelta = corrida.obra.materializar(), corrida.sellos.comun.vuelta
    try:
        if cambio.completa or corrida.obra.estado.meta.get("vuelta") != vuelta:
            raise buscador.FaltanFichas
        return _remendada(corrida, cambio, carpeta)
    except buscador.FaltanFichas:
        corrida.avance.etapa("Se escribe la búsqueda")
        resumen = _entera(corrida, cambio, carpeta, todas().renglones)
        corrida.obra.estado.meta["vuelta"] = vuelta
        return resumen


def _remendada(corrida: Corrida, cambio: Cambio, carpeta: Path) -> Future[str]:
    """El trozo de cada quien va antes que su sello, y los demás después: mientras, se resume el archivo."""
    obra, sal, archivo = corrida.obra, corrida.sellos.comun.sal, carpeta / buscador.ARCHIVO
    sitio, cambiadas = corrida.sitio(cambio.ligeras), cambio.cambiadas
    suyos, decian = buscador.remendar(
        carpeta, sitio, cambio.ligeras, cambiadas, cambio.previas, corrida.hasta(), corrida.lenguas
    )
    indice_estatico.personas(obra, suyos)
    buscador.sellar(obra, archivo, [f.folio for f in cambiadas or cambio.ligeras], sal)
    resumen = _resumir(archivo)
    indice_estatico.remendar(obra, carpeta, archivo, suyos, decian, sal)
    return resumen


def _entera(
    corrida: Corrida, cambio: Cambio, carpeta: Path, renglones: Callable[[], Iterable[Renglones]]
) -> Future[str]:
    obra, sal, archivo = corrida.obra, corrida.sellos.comun.sal, carpeta / buscador.ARCHIVO
    sitio, ligeras = corrida.sitio(cambio.ligeras), cambio.ligeras
    buscador.escribir(carpeta, sitio, ligeras, renglones(), corrida.hasta(), corrida.lenguas)
    indice_estatico.poner(obra, archivo, renglones(), sal)
    buscador.sellar(obra, archivo, [f.folio for f in ligeras], sal)
    return _resumir(archivo)


def _resumir(archivo: Path) -> Future[str]:
    hilo = ThreadPoolExecutor(1)
    resumen = hilo.submit(_huella_sin_esperar, archivo)
    hilo.shutdown(wait=False)
    return resumen


def _huella_sin_esperar(archivo: Path) -> str:
    """Mientras, quien compone cede antes el turno: a cada trozo se esperaban cinco milésimas, tanto como tarda en resumirse."""
    antes = sys.getswitchinterval()
    sys.setswitchinterval(antes / 50)
    try:
        return huella(archivo)
    finally:
        sys.setswitchinterval(antes)
