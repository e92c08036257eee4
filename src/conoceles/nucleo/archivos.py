"""Archivos por su contenido: se llaman como su SHA-256 y están guardados antes de que la base los nombre.

En la carpeta de datos o, con `CONOCELES_ARCHIVOS`, en un almacén que ven todas las máquinas.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from functools import cache
from pathlib import Path

from conoceles.nucleo.almacen import Almacen, AlmacenCaido, abrir
from conoceles.nucleo.carpetas import carpetas
from conoceles.nucleo.errores import ErrorDeDominio, causa_de_sistema

REGISTRO = logging.getLogger("conoceles.archivos")
COMUNES = "archivos"
IDENTIDAD = "archivos_identidad"  # formatos firmados, cada uno cifrado con la llave de su persona
DEPOSITOS = (COMUNES, IDENTIDAD)


def guardar(contenido: bytes, de: str = COMUNES) -> str:
    """Lo guarda y devuelve su SHA-256 en hexadecimal. Idempotente. `ErrorDeDominio` si no se puede."""
    huella = hashlib.sha256(contenido).hexdigest()
    poner(f"{de}/{huella}", contenido)
    return huella


def poner(clave: str, contenido: bytes) -> None:
    """Con esa clave, si no está ya. `ErrorDeDominio` (campo `archivo`) si el almacén no atiende o el disco no deja.

    A la persona no le toca la causa; a quien opera sí, y queda en el registro.
    """
    try:
        if not almacen().hay(clave):
            almacen().poner(clave, contenido)
    except OSError as error:
        REGISTRO.error("No se puede guardar un archivo: %s.", _por_que(error))
        raise ErrorDeDominio(
            "En este momento no se pueden guardar archivos. No se perdió nada de lo demás: vuelva a intentarlo en unos minutos.",
            campo="archivo",
        ) from error


def _por_que(error: OSError) -> str:
    if isinstance(error, AlmacenCaido):
        return str(error).rstrip(".")
    return causa_de_sistema(error) or type(error).__name__


class ArchivoPerdido(FileNotFoundError):
    """Lo que se guardó con esa huella ya no está."""


def leer(sha256: str, de: str = COMUNES) -> bytes:
    """Contenido guardado. `ArchivoPerdido` si no existe; `AlmacenCaido` si no se puede saber."""
    try:
        return almacen().leer(f"{de}/{sha256}")
    except FileNotFoundError as error:
        raise ArchivoPerdido(f"Falta {de}/{sha256}.") from error


def hay(sha256: str, de: str = COMUNES) -> bool:
    """Si está guardado."""
    return almacen().hay(f"{de}/{sha256}")


def integro(sha256: str, de: str = COMUNES) -> bool:
    """Si está guardado y contiene lo que su nombre dice: lo lee entero."""
    return hay(sha256, de) and hashlib.sha256(leer(sha256, de)).hexdigest() == sha256


def sondear() -> None:
    """Que un almacén aparte deje guardar, leer, listar y quitar, con algo que no es de nadie. `AlmacenCaido` si no."""
    if not aparte():
        return
    clave = f"sonda/{secrets.token_hex(8)}"  # dos obreros no se pisan
    almacen().poner(clave, clave.encode())
    almacen().leer(clave)
    almacen().claves("sonda/")
    almacen().quitar(clave)


def todos(de: str) -> set[str]:
    """Las huellas de lo guardado."""
    return {nombre for clave in almacen().claves(f"{de}/") if len(nombre := clave.rpartition("/")[2]) == 64}


def aparte() -> bool:
    """Si están fuera de la carpeta de datos."""
    return bool(os.environ.get("CONOCELES_ARCHIVOS"))


def almacen() -> Almacen:
    """El declarado, o la carpeta de datos."""
    return _abierto(os.environ.get("CONOCELES_ARCHIVOS") or str(carpetas().datos))


@cache
def _abierto(lugar: str) -> Almacen:
    """Uno por lugar: conserva sus conexiones."""
    return abrir(lugar if lugar.startswith("s3") else Path(lugar))
