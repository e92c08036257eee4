"""Texto separado: se detectan la codificación y el separador, y se informan."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from conoceles.candidaturas.padron.archivo.formatos import ADMITIDOS
from conoceles.nucleo.errores import ErrorDeDominio

SEPARADORES = {",": "coma", ";": "punto y coma", "\t": "tabulador"}
_RENGLONES = 50  # muestra con que se decide el separador
MAXIMO_CELDA = 200_000


def decodificar(contenido: bytes, nombre: str) -> tuple[str, str]:
    """Texto y nombre de su codificación. `ErrorDeDominio` si hay octetos que ningún texto tiene."""
    if contenido.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _intentar(contenido, "utf-16", nombre), "UTF-16"
    if b"\x00" in contenido:
        raise ErrorDeDominio(f"«{nombre}» no es texto: contiene datos binarios. {ADMITIDOS}")
    if contenido.startswith(b"\xef\xbb\xbf"):
        return _intentar(contenido, "utf-8-sig", nombre), "UTF-8 con BOM"
    try:
        return contenido.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    # En Latin-1 los octetos 0x80-0x9F son controles que nadie escribe; en Windows-1252, comillas y guiones.
    if any(0x80 <= octeto <= 0x9F for octeto in contenido):
        return _intentar(contenido, "cp1252", nombre), "Windows-1252"
    return contenido.decode("latin-1"), "Latin-1"


def separar(texto: str, nombre: str) -> tuple[Iterator[list[str]], str]:
    """Renglones y nombre del separador. `ErrorDeDominio`, al recorrerlos, si unas comillas no cierran."""
    separador = _separador(texto)
    return _renglones(texto, separador, nombre), SEPARADORES[separador]


def _renglones(texto: str, separador: str, nombre: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAXIMO_CELDA)
    try:
        yield from csv.reader(io.StringIO(texto, newline=""), delimiter=separador, strict=True)
    except csv.Error as error:
        raise ErrorDeDominio(f"«{nombre}» no es un CSV bien formado (¿unas comillas sin cerrar?).") from error


def _separador(texto: str) -> str:
    """El que parte más renglones en el mismo número de columnas; las comas dentro de textos no engañan."""

    def puntaje(candidato: str) -> tuple[int, int]:
        lector = csv.reader(io.StringIO(texto, newline=""), delimiter=candidato)
        anchos: Counter[int] = Counter()
        try:
            for _, renglon in zip(range(_RENGLONES), lector, strict=False):
                anchos[len(renglon)] += len(renglon) > 1
        except csv.Error:
            return (0, 0)
        ancho, veces = anchos.most_common(1)[0] if anchos else (0, 0)
        return (veces, ancho)

    return max(SEPARADORES, key=puntaje)


def _intentar(contenido: bytes, codificacion: str, nombre: str) -> str:
    try:
        return contenido.decode(codificacion)
    except UnicodeDecodeError as error:
        raise ErrorDeDominio(
            f"«{nombre}» tiene caracteres dañados; guárdelo otra vez como CSV UTF-8."
        ) from error
