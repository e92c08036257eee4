"""Datos abiertos: los mismos renglones en CSV, XLSX y JSON, y el formato propio del INE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from conoceles.publicacion.datos import diccionario, escribir, identidad, ine, metadatos
from conoceles.publicacion.datos.columnas import Columna, FilaAbierta, celdas, encabezados
from conoceles.publicacion.lectura.consultas import Fila
from conoceles.publicacion.lectura.fichas import Ficha
from conoceles.publicacion.lectura.fichas_de import Marco


def archivos_de_datos(
    marco: Marco,
    pares: Sequence[tuple[Fila, Ficha]],
    indicadores: Sequence[Mapping[str, object]],
    ahora: datetime,
    url: str,
) -> dict[str, bytes]:
    """Ruta → contenido de todos los archivos de datos. `ahora` es la hora del corte; `url`, la del sitio."""
    corte = ahora.isoformat(timespec="seconds")
    descritas = diccionario.archivos(marco)
    renglones = [FilaAbierta(marco, fila, ficha, url) for fila, ficha in pares]
    tablas = {
        "curricular": _tabla(descritas["curricular"], renglones),
        "identidad": _tabla(descritas["identidad"], [r for r in renglones if r.ficha.identidad]),
    }
    archivos: dict[str, bytes] = {}
    for nombre, (columnas, filas) in tablas.items():
        archivos[f"datos/{nombre}.csv"] = escribir.csv(columnas, filas)
        archivos[f"datos/{nombre}.xlsx"] = escribir.xlsx({nombre.upper(): (columnas, filas)}, ahora)
        archivos[f"datos/{nombre}.json"] = escribir.json(columnas, filas, corte)
    agregados = encabezados(identidad.AGREGADOS), identidad.agregados(indicadores)
    archivos["datos/identidad_agregados.csv"] = escribir.csv(*agregados)
    libro = {"AGREGADOS": agregados, "CONSENTIDAS": tablas["identidad"]}
    archivos["datos/identidad.xlsx"] = escribir.xlsx(libro, ahora)
    archivos["datos/diccionario.csv"] = escribir.csv(
        encabezados(diccionario.COLUMNAS), diccionario.renglones(marco)
    )
    archivos["datos/ine.xlsx"] = escribir.xlsx(ine.hojas(marco, pares), ahora)
    archivos |= metadatos.archivos(marco, archivos, descritas, ahora, url)
    return archivos


def _tabla(columnas: Sequence[Columna], renglones: Sequence[object]) -> tuple[list[str], list[list[str]]]:
    return encabezados(columnas), [celdas(columnas, r) for r in renglones]
