"""Las páginas de la segunda vuelta: lo que hay de cada boleta, lo adaptado, la prensa y el calendario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings

from conoceles.difusion import calendario, publico
from conoceles.difusion.adaptaciones import pagina as adaptaciones
from conoceles.difusion.adaptaciones import vigentes
from conoceles.difusion.formatos import pagina as formatos
from conoceles.difusion.operaciones import anotar_elenco
from conoceles.difusion.piezas import nombrados
from conoceles.difusion.prensa import pagina as prensa
from conoceles.estadistica.publicado import Publicado
from conoceles.proceso.definicion import Definicion
from conoceles.publicacion.instantanea.materiales import CALENDARIO_JSON, CARPETA, PRENSA, EnLenguas
from conoceles.publicacion.instantanea.obra import Obra
from conoceles.publicacion.instantanea.pagina import en_espanol
from conoceles.publicacion.lectura.fichas import SitioPublico
from conoceles.publicacion.sitio import indice
from conoceles.publicacion.sitio import materiales as rutas
from conoceles.publicacion.sitio.lenguas import edicion

Corte = tuple[Sequence[Publicado], str]  # los indicadores publicados y su momento


def poner(obra: Obra, d: Definicion, sitio: SitioPublico, corte: Corte, ahora: datetime) -> None:
    """Cada una dice de quiénes es: si alguien sale, la primera vuelta la retira."""
    if not sitio.abierto:
        return
    url = f"{settings.URL_PUBLICA}/{d.clave}/"
    hechas = adaptaciones.todas(d, sitio, obra.arbol.ruta(obra.base), obra.archivos)
    lenguas = edicion.lenguas(d)
    suyas = ((una, a.muestra) for a in hechas for una in edicion.ediciones(lenguas, a.pagina))
    nuevas = {una.ruta: (una.componer().encode(), muestra) for una, muestra in suyas}
    nombra = " ".join(prensa.nombra(d, sitio))
    nuevas |= {r: (o, nombra) for r, o in prensa.archivos(d, sitio, corte[0], corte[1], url).items()}
    _con_nombres(obra, nuevas)
    grabadas = vigentes.grabaciones(d.clave, obra.archivos)
    listas = [
        *formatos.de_las_boletas(d, sitio, obra, hechas, grabadas),
        *indice.para_difundir(sitio, obra.archivos, url),
    ]
    if corte[0]:
        listas.append(indice.cifras_para_difundir(sitio, corte[0], obra.archivos))
    de_quienes = {
        rutas.de_boleta(b.clave, "index", "html"): [f.folio for f in b.fichas] for b in sitio.contiendas
    }
    de_lenguas = EnLenguas(obra)
    for lista in (
        una for p in listas for una in edicion.ediciones(lenguas, p, _enlaza(p.ruta, de_quienes, de_lenguas))
    ):
        obra.poner(lista.ruta, lista.componer().encode(), de_quienes.get(en_espanol(lista.ruta), ()))
        obra.estado.anotar_pagina(lista.ruta, lista.huella(obra.llave))
    if any(calendario.lugares(d)):
        asentar_elenco(d, sitio, ahora)  # antes: de él sale el calendario
        del_calendario = publico.archivos(d, sitio, url)
        for ruta in [r for r in obra.archivos if en_espanol(r) == publico.PAGINA and r not in del_calendario]:
            obra.quitar(ruta)  # de una lengua que ya no tiene nada
        nombradas = [*nombrados([f for b in sitio.contiendas for f in b.fichas])]
        for ruta, octetos in del_calendario.items():
            obra.poner(ruta, octetos, nombradas if ruta == CALENDARIO_JSON else ())
            if ruta == CALENDARIO_JSON:  # dice nombres: si falta alguno, sale con la primera vuelta
                obra.estado.anotar_materiales({ruta: ("", " ".join(nombradas))})


def _enlaza(ruta: str, de_quienes: Mapping[str, Sequence[str]], hechos: EnLenguas) -> frozenset[str]:
    """De los materiales en otra lengua, los de esa página."""
    return (
        hechos.de_boleta(ruta.split("/")[2], de_quienes[ruta]) if ruta in de_quienes else hechos.generales()
    )


def asentar_elenco(d: Definicion, sitio: SitioPublico, ahora: datetime) -> None:
    """Quiénes están en cada boleta de lo que se ve: de ahí sale qué se publica cada día."""
    if sitio.abierto and any(calendario.lugares(d)):
        anotar_elenco(d.clave, calendario.elenco(sitio), ahora=ahora)


def _con_nombres(obra: Obra, nuevas: Mapping[str, tuple[bytes, str]]) -> None:
    suyas = (f"{CARPETA}candidaturas/", PRENSA)
    de_antes = {
        r for r in obra.archivos if en_espanol(r).startswith(suyas) and r.endswith((".html", ".atom"))
    }
    for ruta in de_antes - nuevas.keys():
        obra.quitar(ruta)
        obra.estado.anotar_materiales({ruta: None})
    for ruta, (octetos, muestra) in nuevas.items():
        obra.poner(ruta, octetos, muestra.split())
        obra.estado.anotar_materiales({ruta: ("", muestra)})
