"""Del archivo a las hojas: celdas como texto, con el número de renglón que se ve en la hoja de cálculo."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from conoceles.candidaturas.padron.archivo import formatos, separados
from conoceles.candidaturas.padron.archivo.piezas import NADA_OCULTO, Ocultos
from conoceles.nucleo.errores import ErrorDeDominio
from conoceles.nucleo.recibidos import hijos
from conoceles.nucleo.recibidos.hijos import NoTermino, Topes

MAXIMO_FILAS = 120_000
MAXIMO_COLUMNAS = 400
DE_UN_PADRON = Topes(segundos=30, memoria=1 << 30, salida=300_000_000)


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


def leer(ruta: Path, topes: Topes = DE_UN_PADRON) -> Lectura:
    """Lee .xlsx, .xls o .csv. `ErrorDeDominio` con una frase si no se puede; nunca cambia nada."""
    contenido = formatos.abrir(ruta)
    tipo = formatos.formato(contenido, ruta.name)
    if tipo == "csv":
        descripcion, hojas = _leer_csv(contenido, ruta)
    else:
        descripcion, hojas = tipo, _leer_libro(contenido, ruta.name, topes)
    if not hojas:
        raise ErrorDeDominio(f"«{ruta.name}» no tiene ninguna hoja con datos.")
    return Lectura(ruta.name, descripcion, hashlib.sha256(contenido).hexdigest(), hojas)


def _leer_csv(contenido: bytes, ruta: Path) -> tuple[str, tuple[Hoja, ...]]:
    texto, codificacion = separados.decodificar(contenido, ruta.name)
    filas, separador = separados.separar(texto, ruta.name)
    hoja = _hoja(ruta.stem, filas, ruta.name, de_texto=True)
    return f"csv, {codificacion}, {separador}", (hoja,) if hoja else ()


def _leer_libro(contenido: bytes, nombre: str, topes: Topes) -> tuple[Hoja, ...]:
    try:
        leido = hijos.hacer("conoceles.candidaturas.padron.archivo.libro", "leer", contenido, topes).dicho
    except NoTermino as error:
        raise ErrorDeDominio(
            f"«{nombre}» pide demasiada memoria o tiempo para abrirse: copie sus renglones a un libro nuevo."
        ) from error
    if falla := str(leido.get("error", "")).lower():
        if "password" in falla or "encrypt" in falla:
            raise ErrorDeDominio(f"«{nombre}» está protegido con contraseña; guárdelo sin ella.")
        raise ErrorDeDominio(f"«{nombre}» está incompleto o dañado; ábralo y guárdelo de nuevo.")
    if leido.get("sin_mirar"):
        raise ErrorDeDominio(
            f"No se pudo comprobar si «{nombre}» trae errores de la hoja de cálculo; ábralo y guárdelo como .xlsx."
        )
    return tuple(hoja for leida in leido["hojas"] if (hoja := _de_libro(leida, nombre)))


def _de_libro(leida: tuple[Any, ...], nombre: str) -> Hoja | None:
    titulo, filas, combinadas, dicho = leida
    renglones, columnas = tuple(dicho["renglones"]), tuple(map(tuple, dicho["columnas"]))
    ocultos = Ocultos(dicho["hoja"], renglones, columnas, dicho["filtro"])
    hoja = _hoja(titulo, filas, nombre)
    return hoja and replace(hoja, combinadas=combinadas, ocultos=ocultos)


def _hoja(titulo: str, leidas: Iterable[list[str]], nombre: str, *, de_texto: bool = False) -> Hoja | None:
    compuesta = _Compuestas().__getitem__
    filas = tuple(tuple(map(compuesta, fila)) for fila in islice(leidas, MAXIMO_FILAS + 1))
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
