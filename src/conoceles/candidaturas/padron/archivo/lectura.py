"""Del archivo a las hojas: celdas como texto, con el número de renglón que se ve en la hoja de cálculo."""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from conoceles.candidaturas.padron.archivo import aparte, biff, formatos, libro, separados
from conoceles.candidaturas.padron.archivo.piezas import NADA_OCULTO, Mirada, Ocultos
from conoceles.nucleo.errores import ErrorDeDominio

MAXIMO_FILAS = 120_000
MAXIMO_COLUMNAS = 400


@dataclass(frozen=True)
class Hoja:
    """Todos los renglones, sin interpretar; el primero de la tupla es el renglón 1."""

    nombre: str
    filas: tuple[tuple[str, ...], ...]
    de_texto: bool = False  # de un CSV: un renglón más ancho o más angosto está recorrido
    titulos: tuple[str, ...] = ()  # como están en el archivo, si un mapa los cambió
    numeros: tuple[int, ...] = ()  # renglón de cada fila en el archivo, si no es su lugar
    combinadas: int = 0  # celdas que dicen lo que dice la de arriba, porque el archivo las combina
    ocultos: Ocultos = NADA_OCULTO


@dataclass(frozen=True)
class Lectura:
    """`descripcion` dice formato, codificación y separador detectados; `huella` es el SHA-256."""

    nombre: str
    descripcion: str
    huella: str
    hojas: tuple[Hoja, ...]


def leer(ruta: Path) -> Lectura:
    """Lee .xlsx, .xls, .ods, .csv o una página con tablas. `ErrorDeDominio` con una frase si no se puede; nunca cambia nada."""
    contenido = formatos.abrir(ruta)
    tipo = formatos.formato(contenido, ruta.name)
    if tipo == "csv":
        descripcion, hojas = _leer_csv(contenido, ruta)
    elif tipo == "html":
        descripcion, hojas = _leer_pagina(contenido, ruta.name)
    else:
        descripcion, hojas = tipo, _leer_libro(contenido, ruta.name)
    if not hojas:
        raise ErrorDeDominio(f"«{ruta.name}» no tiene ninguna hoja con datos.")
    return Lectura(ruta.name, descripcion, hashlib.sha256(contenido).hexdigest(), hojas)


def _leer_csv(contenido: bytes, ruta: Path) -> tuple[str, tuple[Hoja, ...]]:
    texto, codificacion = separados.decodificar(contenido, ruta.name)
    filas, separador = separados.separar(texto, ruta.name)
    hoja = _hoja(ruta.stem, filas, ruta.name, de_texto=True)
    return f"csv, {codificacion}, {separador}", (hoja,) if hoja else ()


def _leer_pagina(contenido: bytes, nombre: str) -> tuple[str, tuple[Hoja, ...]]:
    texto, codificacion = separados.decodificar(contenido, nombre)
    return f"tablas de una página, {codificacion}", _leer_libro(texto.encode(), nombre, "html")


def _leer_libro(contenido: bytes, nombre: str, *como: str) -> tuple[Hoja, ...]:
    orden = [sys.executable, "-I", aparte.__file__, *como]
    hecho = subprocess.run(orden, input=contenido, capture_output=True, check=False)
    if hecho.returncode:
        raise ErrorDeDominio(
            f"«{nombre}» pide demasiada memoria o tiempo para abrirse: copie sus renglones a un libro nuevo."
        )
    leido = json.loads(hecho.stdout)
    if error := str(leido.get("error", "")).lower():
        if "password" in error or "encrypt" in error:
            raise ErrorDeDominio(f"«{nombre}» está protegido con contraseña; guárdelo sin ella.")
        raise ErrorDeDominio(f"«{nombre}» está incompleto o dañado; ábralo y guárdelo de nuevo.")
    miradas = _de_xls(contenido, nombre, len(leido["hojas"]))
    leidas = (_de_libro(leida, mirada, nombre) for leida, mirada in zip(leido["hojas"], miradas, strict=True))
    return tuple(hoja for hoja in leidas if hoja)


def _de_libro(leida: tuple[Any, ...], mirada: Mirada | None, nombre: str) -> Hoja | None:
    titulo, filas, combinadas, dicho = leida
    renglones, columnas = tuple(dicho["renglones"]), tuple(map(tuple, dicho["columnas"]))
    ocultos = replace(
        mirada.ocultos if mirada else Ocultos(renglones=renglones, columnas=columnas, filtro=dicho["filtro"]),
        hoja=dicho["hoja"],
    )
    hoja = _hoja(titulo, libro.con_errores(filas, mirada.errores if mirada else ()), nombre)
    return hoja and replace(hoja, combinadas=combinadas, ocultos=ocultos)


def _de_xls(contenido: bytes, nombre: str, hojas: int) -> Sequence[Mirada | None]:
    """De un .xls, lo que su biblioteca no dice de cada hoja, en su orden; lo de un .xlsx ya viene dicho."""
    if not contenido.startswith(biff.FIRMA):
        return [None] * hojas
    try:
        miradas = biff.miradas(contenido)
    except (struct.error, StopIteration):
        miradas = []
    if len(miradas) != hojas:
        raise ErrorDeDominio(
            f"No se pudo comprobar si «{nombre}» trae errores de la hoja de cálculo; ábralo y guárdelo como .xlsx."
        )
    return miradas


def _hoja(titulo: str, leidas: Iterable[list[str]], nombre: str, *, de_texto: bool = False) -> Hoja | None:
    compuesta = _Compuestas().__getitem__
    filas = tuple(tuple(map(compuesta, fila)) for fila in leidas)
    if len(filas) > MAXIMO_FILAS or any(len(fila) > MAXIMO_COLUMNAS for fila in filas):
        raise ErrorDeDominio(f"«{nombre}» pasa de {MAXIMO_FILAS} renglones o {MAXIMO_COLUMNAS} columnas.")
    if not any(celda.strip() for fila in filas for celda in fila):
        return None
    return Hoja(titulo, filas, de_texto)


class _Compuestas(dict[str, str]):
    """Cada letra con su acento en un solo carácter (NFC): así se ven iguales y lo son.

    Lo que se repite queda una vez en la memoria: en un padrón, casi todas las celdas.
    """

    def __missing__(self, celda: str) -> str:
        escrita = celda if celda.isascii() else unicodedata.normalize("NFC", celda)
        return self.setdefault(celda, escrita)
