"""Componer lo de un corte: archivos de datos, gráficas, descargas y la estadística."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from conoceles.estadistica.asentar import asentar
from conoceles.estadistica.consultas import publica
from conoceles.publicacion.api.publicar import CARPETA as DE_API
from conoceles.publicacion.archivos import descargas, paquete_de_fotos
from conoceles.publicacion.armado.corrida import Corrida
from conoceles.publicacion.armado.leer import Leido
from conoceles.publicacion.busqueda import buscador, trozos
from conoceles.publicacion.datos import archivos_de_datos, graficas
from conoceles.publicacion.lectura import textos
from conoceles.publicacion.lectura.fichas import ContiendaPublica
from conoceles.publicacion.sitio import indice, sitio_de

DEL_CORTE = ("datos/", graficas.CARPETA, "descargas/", trozos.CARPETA, buscador.ARCHIVO)


def poner(corrida: Corrida, leido: Leido) -> None:
    """Los rehace con todo lo leído y anota la hora del corte."""
    asentar(corrida.clave, ahora=corrida.ahora)
    indicadores = [i for i in publica(corrida.clave) if i["clase"] not in corrida.comun.detenido]
    _archivos(corrida, leido, indicadores)
    _paquete(corrida, leido)
    meta = corrida.obra.estado.meta
    meta["corte"] = corrida.ahora.isoformat(timespec="seconds")
    meta["corte_indicadores"] = json.dumps(indicadores, default=str)
    texto = textos.momento(corrida.ahora, corrida.marco.definicion.calendario.zona)
    boletas = sitio_de.contiendas(corrida.marco, leido.fichas)
    for boleta in boletas:
        _descarga(corrida, boleta, texto)
    sitio = sitio_de.completo(corrida.comun, corrida.marco, boletas)
    for pagina in indice.datos(sitio, texto, corrida.obra.archivos, indicadores):
        corrida.obra.pagina(pagina)


def _archivos(corrida: Corrida, leido: Leido, indicadores: Sequence[Mapping[str, Any]]) -> None:
    pares = list(zip(leido.filas, leido.fichas, strict=True))
    archivos = archivos_de_datos(corrida.marco, pares, indicadores, corrida.ahora, corrida.url)
    for ruta, contenido in {**archivos, **graficas.archivos(indicadores)}.items():
        corrida.obra.poner(ruta, contenido)
    for ruta in graficas.sin_cifras(indicadores):
        corrida.obra.quitar(ruta)


def _paquete(corrida: Corrida, leido: Leido) -> None:
    """Las fotografías en un solo archivo, que cambia con ellas."""
    hecho = paquete_de_fotos.preparar(leido.fichas, corrida.obra.arbol.objetos)
    corrida.obra.quitar(paquete_de_fotos.RUTA)
    if hecho is not None:
        corrida.obra.enlazar(paquete_de_fotos.RUTA, hecho)


def _descarga(corrida: Corrida, boleta: ContiendaPublica, texto: str) -> None:
    obra = corrida.obra
    if not boleta.fichas:
        obra.quitar(f"descargas/{boleta.clave}.html")
        return
    paquete = descargas.archivo(corrida.comun, boleta, obra.arbol.objetos, corrida.url, texto)
    obra.poner(*paquete, [f.folio for f in boleta.fichas])


def conservar(corrida: Corrida) -> None:
    """Entre cortes, los archivos de datos son los del último corte."""
    if corrida.con_perfiles:
        obra = corrida.obra
        obra.vivas |= {r for r in obra.archivos if r.startswith(DEL_CORTE) and not r.startswith(DE_API)}
