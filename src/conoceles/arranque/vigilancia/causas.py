"""Por qué falla una tarea del obrero, en palabras de quien opera. Nunca el mensaje del error: puede llevar datos."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException

from django.db import DatabaseError

from conoceles.nucleo.almacen import AlmacenCaido


@dataclass(frozen=True)
class Falla:
    """`desde`: la primera vez seguida. `frase`, qué pasó; `remedio`, qué hacer."""

    desde: datetime
    frase: str
    remedio: str


_DE_SISTEMA = {
    errno.ENOSPC: ("el disco está lleno", "Libere espacio en la carpeta de datos: se reintenta solo."),
    errno.EDQUOT: ("se acabó la cuota de disco", "Libere espacio o amplíe la cuota: se reintenta solo."),
    errno.EROFS: ("el disco está en solo lectura", "Revise el disco (dmesg) y vuelva a montarlo."),
    errno.EIO: ("el disco da errores de lectura o escritura", "Revise el disco (dmesg, smartctl) y tenga a mano el respaldo."),
}  # fmt: skip

_DE_POSTGRES = {
    "42501": ("la base no deja a este servicio hacer algo suyo", "Dé conoceles papeles: devuelve a cada papel sus permisos."),
    "53100": ("el disco de PostgreSQL está lleno", "Libere espacio en el disco de las bases: se reintenta solo."),
    "53300": ("PostgreSQL no admite más conexiones", "Suba max_connections o vea quién las tiene: pg_stat_activity."),
}  # fmt: skip


def por_que(error: Exception) -> tuple[str, str]:
    """(qué pasó, qué hacer)."""
    if isinstance(error, AlmacenCaido):
        return ("el almacén de archivos no contesta", "Revise CONOCELES_ARCHIVOS, su servidor y su llave.")
    if isinstance(error, SMTPException | ConnectionError | TimeoutError):
        return (
            "el servidor de correo no contesta o no acepta",
            "Revise CONOCELES_SMTP_… y que ese servidor atienda.",
        )
    if (estado := getattr(error.__cause__, "sqlstate", None)) in _DE_POSTGRES:
        return _DE_POSTGRES[estado]
    if isinstance(error, DatabaseError):
        return (
            "una base de datos no contesta",
            "Revise PostgreSQL: systemctl status postgresql, y su espacio en disco.",
        )
    if isinstance(error, OSError) and error.errno in _DE_SISTEMA:
        return _DE_SISTEMA[error.errno]
    if isinstance(error, FileNotFoundError):
        return (
            f"falta el archivo {error.filename}",
            "Recupérelo del respaldo en ese mismo lugar: se reintenta solo.",
        )
    if isinstance(error, PermissionError):
        return (
            f"no se puede usar {error.filename}",
            "Devuélvalo al usuario del servicio: chown conoceles:conoceles.",
        )
    return (
        f"un error que no esperábamos ({type(error).__name__})",
        "Lea registros/obrero.log y avise a quien mantiene el programa.",
    )
