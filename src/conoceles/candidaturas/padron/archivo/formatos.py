"""Qué es de verdad un archivo: lo dice su contenido, no su extensión."""

from __future__ import annotations

import zipfile
from pathlib import Path

from conoceles.nucleo.errores import ErrorDeDominio, causa_de_sistema
from conoceles.nucleo.recibidos import paquetes
from conoceles.nucleo.recibidos.paquetes import PaqueteMalo

ADMITIDOS = "Se admiten .xlsx, .xls y .csv."
MAXIMO_OCTETOS = 25_000_000
MAXIMO_EXPANDIDO = 300_000_000
DE_UN_LIBRO = {  # lo que se dice de un paquete, si es un libro
    "danado": "está incompleto o dañado; vuelva a descargarlo",
    "expandido": f"se expande a más de {MAXIMO_EXPANDIDO // 1_000_000} MB; no se abre",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGINA = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"<head", b"<style", b"<body", b"<div")
AJENOS = {
    b"%PDF": "un PDF",
    b"\x89PNG": "una imagen",
    b"\xff\xd8\xff": "una imagen",
    b"GIF8": "una imagen",
    b"Rar!": "un archivo RAR",
    b"7z\xbc\xaf": "un archivo 7z",
    b"\x1f\x8b": "un archivo comprimido",
    b"SQLite format 3": "una base de datos",
    b"\x7fELF": "un programa",
    b"MZ\x90": "un programa",
}


def abrir(ruta: Path) -> bytes:
    """Contenido del archivo. `ErrorDeDominio` si falta, está vacío o pasa del máximo."""
    try:
        if ruta.is_dir():
            raise ErrorDeDominio(f"«{ruta.name}» es una carpeta; indique el archivo del padrón.")
        if ruta.exists() and not ruta.is_file():  # leer un tubo o un dispositivo no termina nunca
            raise ErrorDeDominio(f"«{ruta.name}» no es un archivo; guárdelo en el disco e indíquelo.")
        if ruta.stat().st_size > MAXIMO_OCTETOS:
            raise ErrorDeDominio(
                f"«{ruta.name}» pasa de {MAXIMO_OCTETOS // 1_000_000} MB; divídalo en partes."
            )
        contenido = ruta.read_bytes()
    except FileNotFoundError as error:
        raise ErrorDeDominio(f"No existe el archivo «{ruta.name}».") from error
    except OSError as error:
        raise ErrorDeDominio(
            f"No se puede leer «{ruta.name}»: {causa_de_sistema(error) or error}."
        ) from error
    if not contenido.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ErrorDeDominio(f"«{ruta.name}» está vacío.")
    return contenido


def formato(contenido: bytes, nombre: str) -> str:
    """`xlsx`, `xls` o `csv`; `ErrorDeDominio` con lo que es, si no es ninguno.

    Una página con tablas, que muchos sistemas entregan como .xls, no lo es.
    """
    if contenido.startswith(OLE):
        return _ole(contenido, nombre)
    if contenido.startswith(b"PK"):
        return _zip(contenido, nombre)
    for firma, que in AJENOS.items():
        if contenido.startswith(firma):
            raise ErrorDeDominio(f"«{nombre}» es {que}, no una hoja de cálculo. {ADMITIDOS}")
    if (
        contenido.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:200]
        .replace(b"\x00", b"")
        .lower()
        .startswith(PAGINA)
    ):
        raise ErrorDeDominio(
            f"«{nombre}» es una página o un XML, no una hoja de cálculo: ábralo y guárdelo como .xlsx."
        )
    return "csv"


def _ole(contenido: bytes, nombre: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in contenido:
        raise ErrorDeDominio(f"«{nombre}» está protegido con contraseña; guárdelo sin ella.")
    if "WordDocument".encode("utf-16-le") in contenido:
        raise ErrorDeDominio(f"«{nombre}» es un documento de texto, no una hoja de cálculo. {ADMITIDOS}")
    return "xls"


def _zip(contenido: bytes, nombre: str) -> str:
    try:
        with paquetes.abrir(contenido, expandido=MAXIMO_EXPANDIDO) as paquete:
            nombres = set(paquete.namelist())
    except PaqueteMalo as error:
        raise ErrorDeDominio(f"«{nombre}» {DE_UN_LIBRO.get(error.clave, error)}.") from error
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError) as error:
        raise ErrorDeDominio(f"«{nombre}» {DE_UN_LIBRO['danado']}.") from error
    if "content.xml" in nombres:  # aunque traiga también lo de un .xlsx: la biblioteca podría leer esto
        raise ErrorDeDominio(f"«{nombre}» es un .ods, o de su familia: ábralo y guárdelo como .xlsx.")
    if "xl/workbook.xml" not in nombres:
        raise ErrorDeDominio(f"«{nombre}» es un archivo comprimido, pero no un libro .xlsx. {ADMITIDOS}")
    return "xlsx"
