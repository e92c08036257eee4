"""Datos abiertos: los mismos renglones en CSV, XLSX y JSON, y el formato propio del INE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from conoceles.publicacion.consultas import Fila
from conoceles.publicacion.datos import catalogo, curricular, diccionario, escribir, identidad, ine
from conoceles.publicacion.fichas import Ficha
from conoceles.publicacion.fichas_de import Marco


def archivos_de_datos(
    marco: Marco,
    pares: Sequence[tuple[Fila, Ficha]],
    indicadores: Sequence[Mapping[str, Any]],
    ahora: datetime,
    url: str,
) -> dict[str, bytes]:
    """Ruta → contenido de todos los archivos de datos. `ahora` es la hora del corte; `url`, la del sitio."""
    corte = ahora.isoformat(timespec="seconds")
    renglones = [curricular.renglon(marco, fila, ficha, url) for fila, ficha in pares]
    consentidos = [identidad.renglon(marco, fila, ficha) for fila, ficha in pares if ficha.identidad]
    tablas = {
        "curricular": (curricular.columnas(), renglones),
        "identidad": (identidad.columnas(marco), consentidos),
    }
    archivos: dict[str, bytes] = {}
    for nombre, (columnas, filas) in tablas.items():
        archivos[f"datos/{nombre}.csv"] = escribir.csv(columnas, filas)
        archivos[f"datos/{nombre}.xlsx"] = escribir.xlsx({nombre.upper(): (columnas, filas)}, ahora)
        archivos[f"datos/{nombre}.json"] = escribir.json(columnas, filas, corte)
    agregados = identidad.agregados(indicadores)
    archivos["datos/identidad_agregados.csv"] = escribir.csv([*identidad.AGREGADOS], agregados)
    libro = {"AGREGADOS": ([*identidad.AGREGADOS], agregados), "CONSENTIDAS": tablas["identidad"]}
    archivos["datos/identidad.xlsx"] = escribir.xlsx(libro, ahora)
    archivos["datos/diccionario.csv"] = escribir.csv([*diccionario.COLUMNAS], diccionario.renglones(marco))
    archivos["datos/ine.xlsx"] = escribir.xlsx(ine.hojas(marco, pares), ahora)
    descritas = {
        "curricular": list(curricular.columnas()),
        "identidad": list(identidad.columnas(marco)),
        "identidad_agregados": list(identidad.AGREGADOS),
        "diccionario": list(diccionario.COLUMNAS),
    }
    archivos |= catalogo.archivos(marco, archivos, descritas, ahora, url)
    return archivos
